import { createHash } from 'node:crypto'

/** An id in the shape of a UUID that depends on nothing but its parts, so that two runs give the same registry. */
export const identifierOf = (...parts: readonly string[]): string => {
  const hex = sha256Hex(...parts)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const sha256Hex = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex')
