import { toHex } from '../bytes.js'
import { checkOptions } from '../check-options.js'
import { PkiError } from '../pki-error.js'
import type { CryptoKey, CryptoOption, WebCrypto } from '../web-crypto.js'

/** The algorithm's name in WebCrypto; its keys have 32 octets (RFC 7748 section 5). */
export const x25519 = { name: 'X25519' } as const

/** 32 octets in base64: 43 characters and one to fill up, the last of which leaves two bits unused. */
const base64Key = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

const refuse = (): PkiError =>
  new PkiError('sealing-key-malformed', 'the sealing key is no X25519 public key', {
    field: 'sealingKey',
    remedy: 'send the 32 octets of the public key, in standard base64',
  })

/**
 * The octets of a device's X25519 public key.
 *
 * @param key 32 octets, or their standard base64, in the one spelling that RFC 4648 section 3.5 calls canonical.
 * @throws {PkiError} `sealing-key-malformed`.
 * @example
 * ```ts
 * import { readSealingKey } from '@thingplan/pki/sealing'
 *
 * readSealingKey('CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=').length // => 32
 * ```
 */
export const readSealingKey = (key: string | Uint8Array): Uint8Array => {
  if (typeof key === 'string' && base64Key.test(key)) {
    return Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0))
  }
  if (key instanceof Uint8Array && key.length === 32) return key.slice()
  throw refuse()
}

/**
 * What a sealing key is known by in device records: SHA-256 of its 32 octets, as 64 lower-case hexadecimal digits.
 *
 * @param key 32 octets, or their standard base64.
 * @throws {PkiError} `sealing-key-malformed`.
 * @example
 * ```ts
 * import { hashSealingKey } from '@thingplan/pki/sealing'
 *
 * const hash = await hashSealingKey(new Uint8Array(32).fill(9))
 * hash.length // => 64
 * ```
 */
export const hashSealingKey = async (key: string | Uint8Array, options: CryptoOption = {}): Promise<string> => {
  checkOptions('hashSealingKey', options, [], ['crypto'])
  const { crypto = globalThis.crypto } = options
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', readSealingKey(key))))
}

export const importSealingKey = (key: Uint8Array, { subtle }: WebCrypto): Promise<CryptoKey> =>
  subtle.importKey('raw', key, x25519, true, [])

export const exportSealingKey = async (key: CryptoKey, { subtle }: WebCrypto): Promise<Uint8Array> =>
  new Uint8Array(await subtle.exportKey('raw', key))

/** A point of small order, with which everybody has the same secret (RFC 7748 section 6.1). */
export const refuseSmallOrder = (cause?: unknown): PkiError =>
  new PkiError('sealing-key-malformed', 'the sealing key agrees on the same secret with everybody', {
    field: 'sealingKey',
    remedy: 'make the key pair with a library for X25519',
    cause,
  })
