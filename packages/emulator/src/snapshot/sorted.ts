/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** An object with its keys in code unit order and without undefined members. */
export const sortedObject = (
  entries: Iterable<readonly [string, Json | undefined]>,
): { readonly [key: string]: Json } => {
  const present = [...entries].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
  // Object.fromEntries defines own properties, so that a key such as `__proto__` is a key like any other.
  return Object.freeze(Object.fromEntries(present.sort(([one], [other]) => compare(one, other))))
}

export const sortedList = (texts: Iterable<string>): readonly string[] => Object.freeze([...texts].sort(compare))

const compare = (one: string, other: string): number => {
  if (one === other) return 0
  return one < other ? -1 : 1
}
