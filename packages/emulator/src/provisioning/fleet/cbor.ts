import { decode, encode } from 'cborg'

/** @throws for bytes that are not one data item of RFC 8949, or one with a key twice. */
export const decodeCbor = (bytes: Uint8Array): unknown =>
  plain(decode(bytes, { useMaps: true, rejectDuplicateMapKeys: true, allowUndefined: false }))

export const encodeCbor = (value: unknown): Uint8Array => encode(value)

/** Maps as objects, whose keys are own properties even where they are called `__proto__`. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  return Object.fromEntries(
    [...value].map(([key, member]) => {
      if (typeof key !== 'string') throw new Error('a key of a map is not text')
      return [key, plain(member)]
    }),
  )
}
