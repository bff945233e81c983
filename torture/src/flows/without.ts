/** A dictionary without some of its names. */
export const without = <Value>(
  records: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(records).filter(([name]) => !names.includes(name)))
