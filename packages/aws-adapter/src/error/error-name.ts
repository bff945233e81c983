const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The name by which an error is known.
 *
 * That is its `name`; for errors of Node's network layer, which are all named `Error`, it is their `code`.
 */
export const errorName = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const name = 'name' in error ? textOf(error.name) : ''
  if (name !== '' && name !== 'Error') return name.slice(0, 128)
  const code = 'code' in error ? textOf(error.code) : ''
  return (code || name || 'unknown').slice(0, 128)
}
