/** Names stand in messages as they are, so that only what looks like one counts. */
const nameIn = (value: unknown): string => (typeof value === 'string' && /^[\w.$-]{1,128}$/.test(value) ? value : '')

/**
 * The name by which an error is known.
 *
 * That is its `name`; for errors of Node's network layer, which are all named `Error`, it is their `code`.
 */
export const errorName = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const name = 'name' in error ? nameIn(error.name) : ''
  if (name !== '' && name !== 'Error') return name
  const code = 'code' in error ? nameIn(error.code) : ''
  return code || name || 'unknown'
}
