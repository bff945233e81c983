import { findDuplicateKey } from './find-duplicate-key.js'

export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: 'too-long' }
  | { readonly ok: false; readonly problem: 'not-json' }
  /** `repeated`: the key that an object holds twice. */
  | { readonly ok: false; readonly problem: 'repeated-key'; readonly repeated: string }

/**
 * Reads JSON text of somebody else: bounded, and with every key once, since RFC 8259 section 4 leaves open which of two counts.
 *
 * Whatever is wrong with it is said without its words: the host's own message may quote a secret that stands in the text.
 *
 * @param text - the text
 * @param most - characters that it may have
 *
 * @example
 * ```ts
 * import { readStrictJson } from '@thingplan/core'
 *
 * readStrictJson('{"serialNumber":"1"}', 100) // => { ok: true, value: { serialNumber: '1' } }
 * readStrictJson('{"a":1,"a":2}', 100) // => { ok: false, problem: 'repeated-key', repeated: 'a' }
 * ```
 */
export const readStrictJson = (text: string, most: number): StrictJson => {
  if (text.length > most) return { ok: false, problem: 'too-long' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'not-json' }
  }
  const repeated = findDuplicateKey(text)
  return repeated === undefined ? { ok: true, value } : { ok: false, problem: 'repeated-key', repeated }
}
