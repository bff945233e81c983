const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const sorted = (value: unknown): unknown => {
  if (isList(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

/** JSON text with sorted keys: the same for values that are the same but for the order of their keys. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value), undefined, 1)
