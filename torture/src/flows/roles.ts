/** What a certificate is to its device, by its id: ids differ from run to run, what they are to a device does not. */
export type Roles = ReadonlyMap<string, string>

/** JSON with certificates by what they are, and with every object's keys sorted. */
export const writeWithRoles = (value: unknown, roles: Roles): unknown => {
  let text = JSON.stringify(value)
  for (const [id, role] of roles) text = text.replaceAll(id, role)
  return sorted(JSON.parse(text))
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const)
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
}
