import { concatenate } from '../bytes.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'

const version = 0x80
/** Version, time, initialisation vector. */
const headerLength = 1 + 8 + 16

interface FernetKeys {
  readonly signing: CryptoKey
  readonly encryption: CryptoKey
}

/** The key's first half signs, its second half encrypts. */
const importKeys = async (key: Uint8Array, { subtle }: WebCrypto): Promise<FernetKeys> => {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  return {
    signing: await subtle.importKey('raw', key.slice(0, 16), hmac, false, ['sign']),
    encryption: await subtle.importKey('raw', key.slice(16, 32), 'AES-CBC', false, ['encrypt']),
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (octet) => String.fromCharCode(octet)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')

export interface FernetOptions {
  /** 32 octets. */
  readonly key: Uint8Array
  /** 16 octets, never the same twice. */
  readonly iv: Uint8Array
  readonly now: Date
  readonly crypto: WebCrypto
}

/**
 * A Fernet token: AES-128-CBC, then HMAC-SHA256 over everything before it, in base64url that is filled up.
 *
 * @see https://github.com/fernet/spec/blob/master/Spec.md
 */
export const encryptFernet = async (plaintext: Uint8Array, options: FernetOptions): Promise<string> => {
  const { key, iv, now, crypto } = options
  const { signing, encryption } = await importKeys(key, crypto)
  const header = new Uint8Array(headerLength)
  const view = new DataView(header.buffer)
  view.setUint8(0, version)
  view.setBigUint64(1, BigInt(Math.floor(now.getTime() / 1000)))
  header.set(iv, 9)
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, encryption, plaintext)
  const signed = concatenate([header, new Uint8Array(ciphertext)])
  return toBase64Url(concatenate([signed, new Uint8Array(await crypto.subtle.sign('HMAC', signing, signed))]))
}
