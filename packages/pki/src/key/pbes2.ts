import { toHex } from '../bytes.js'
import { type Element, readConstructed, readContent } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { writeElement, writeInteger, writeObjectIdentifier, writeSequence } from '../der/write-element.js'
import { PkiError } from '../pki-error.js'
import type { WebCrypto } from '../web-crypto.js'

/** RFC 8018 appendix A.4, A.2 and B.1: contents of the OBJECT IDENTIFIERs. */
const pbes2 = '2a864886f70d01050d'
const pbkdf2 = '2a864886f70d01050c'
const hmacWithSha1 = '2a864886f70d0207'
const hmacWithSha256 = '2a864886f70d0209'
const aes256Cbc = '60864801650304012a'

const hashes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  [hmacWithSha1, 'SHA-1'],
  [hmacWithSha256, 'SHA-256'],
  ['2a864886f70d020a', 'SHA-384'],
  ['2a864886f70d020b', 'SHA-512'],
])

/** Bits of the key (NIST's AES in CBC mode). */
const ciphers: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['608648016503040102', 128],
  ['608648016503040116', 192],
  [aes256Cbc, 256],
])

/** OWASP's advice for PBKDF2 with HMAC-SHA-256. */
const iterationsWhenWriting = 600_000
/** More would keep this process busy for as long as whoever made the file likes. */
const mostIterations = 10_000_000

/** How a key is encrypted, and what. */
interface Encryption {
  readonly salt: Uint8Array
  readonly iterations: number
  readonly hash: string
  readonly bits: number
  readonly iv: Uint8Array
}

const unsupported = (): PkiError =>
  new PkiError('private-key-unsupported', 'the private key is encrypted by a method that is not read here', {
    field: 'privateKey',
    remedy: 'write it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256',
  })

const deriveKey = async (
  { salt, iterations, hash, bits }: Encryption,
  passphrase: string,
  usage: 'encrypt' | 'decrypt',
  { subtle }: WebCrypto,
): ReturnType<WebCrypto['subtle']['deriveKey']> => {
  const secret = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey(
    { name: 'PBKDF2', salt, iterations, hash },
    secret,
    { name: 'AES-CBC', length: bits },
    false,
    [usage],
  )
}

const numberOf = ({ content }: Element): number => content.reduce((high, low) => high * 256 + low, 0)

/** Type and parameters of an AlgorithmIdentifier. */
const algorithmOf = (
  element: Element | undefined,
): { readonly oid: string; readonly parameters: Element | undefined } => {
  const [type, parameters] = (element && readConstructed(element.octets, Tag.sequence)) ?? []
  return { oid: type?.tag === Tag.objectIdentifier ? toHex(type.content) : '', parameters }
}

/** RFC 8018 appendix A.2: salt, iterations, and perhaps the length of the key and the function. */
const readDerivation = (parameters: Element | undefined): Pick<Encryption, 'salt' | 'iterations' | 'hash'> => {
  const [salt, count, ...others] = (parameters && readConstructed(parameters.octets, Tag.sequence)) ?? []
  const prf = others.find(({ tag }) => tag === Tag.sequence)
  const hash = hashes.get(prf === undefined ? hmacWithSha1 : algorithmOf(prf).oid)
  const iterations = count?.tag === Tag.integer ? numberOf(count) : 0
  if (salt?.tag !== Tag.octetString || hash === undefined || iterations < 1 || iterations > mostIterations) {
    throw unsupported()
  }
  return { salt: salt.content, iterations, hash }
}

const readEncryption = (algorithm: Element): Encryption => {
  const { oid, parameters } = algorithmOf(algorithm)
  if (oid !== pbes2 || parameters === undefined) throw unsupported()
  const [derivation, cipher] = readConstructed(parameters.octets, Tag.sequence) ?? []
  const kdf = algorithmOf(derivation)
  const { oid: cipherOid, parameters: iv } = algorithmOf(cipher)
  const bits = ciphers.get(cipherOid)
  if (kdf.oid !== pbkdf2 || bits === undefined || iv?.tag !== Tag.octetString) throw unsupported()
  return { ...readDerivation(kdf.parameters), bits, iv: iv.content }
}

/**
 * Decrypts an EncryptedPrivateKeyInfo (RFC 5958 section 3) of PBES2 with PBKDF2 and AES-CBC.
 *
 * @returns octets that may be a PrivateKeyInfo, or `undefined`: a wrong passphrase is told from a corrupt key by nobody.
 * @throws {PkiError} `private-key-unsupported`.
 */
export const decryptPrivateKey = async (
  der: Uint8Array,
  passphrase: string,
  crypto: WebCrypto,
): Promise<Uint8Array | undefined> => {
  const [algorithm, data, more] = readConstructed(der, Tag.sequence) ?? []
  if (algorithm?.tag !== Tag.sequence || data?.tag !== Tag.octetString || more !== undefined) return undefined
  const encryption = readEncryption(algorithm)
  try {
    const key = await deriveKey(encryption, passphrase, 'decrypt', crypto)
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: encryption.iv }, key, data.content))
    return readContent(plain, Tag.sequence) === undefined ? undefined : plain
  } catch {
    return undefined
  }
}

/** Encrypts a PrivateKeyInfo with AES-256-CBC under a key that PBKDF2 makes of the passphrase. */
export const encryptPrivateKey = async (
  pkcs8: Uint8Array,
  passphrase: string,
  crypto: WebCrypto,
): Promise<Uint8Array> => {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(16))
  const encryption = { salt, iv, iterations: iterationsWhenWriting, hash: 'SHA-256', bits: 256 }
  const key = await deriveKey(encryption, passphrase, 'encrypt', crypto)
  const count = Uint8Array.of(
    iterationsWhenWriting >> 16,
    (iterationsWhenWriting >> 8) & 0xff,
    iterationsWhenWriting & 0xff,
  )
  const prf = writeSequence(writeObjectIdentifier(hmacWithSha256), Uint8Array.of(Tag.nil, 0))
  const derivation = writeSequence(writeElement(Tag.octetString, salt), writeInteger(count), prf)
  const scheme = writeSequence(
    writeSequence(writeObjectIdentifier(pbkdf2), derivation),
    writeSequence(writeObjectIdentifier(aes256Cbc), writeElement(Tag.octetString, iv)),
  )
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, pkcs8))
  return writeSequence(writeSequence(writeObjectIdentifier(pbes2), scheme), writeElement(Tag.octetString, data))
}
