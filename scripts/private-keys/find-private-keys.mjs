/**
 * Finds private keys in a text, whatever they are written in: PEM, DER as base64, base64url, hexadecimal or a list of numbers as
 * consoles and JSON show bytes, JWK; also inside of another encoded text, or cut off after its beginning.
 *
 * A marker alone is no key: pages and tests speak of them.
 */

/** Enough of a body to be one: tests write shorter ones where only the marker matters. */
const pem =
  /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----(?:\\+[nr]|[\s"'+`,|>]|[A-Za-z-]+: ?[\w,./-]+(?=\\|\s))*[A-Za-z0-9+/=]{16}/
/** The private part of a key of RFC 7518 section 6 or RFC 8037, as JSON and as a console shows it. */
const jwk = /(?:\\*["'])?\bd(?:\\*["'])?\s*:\s*\\*["'][A-Za-z0-9_-]{42,}/

const length = '(?:[\\x00-\\x7f]|\\x81[^]|\\x82[^]{2})'
/** rsaEncryption, RSASSA-PSS, ecPublicKey with its curve, X25519 to Ed448, DSA; with their parameters. */
const keyAlgorithm = [
  '\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x01\\x01\\x05\\x00',
  '\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x01\\x0a(?:\\x30(?:\\x00|\\x34[^]{52}))?',
  '\\x07\\x2a\\x86\\x48\\xce\\x3d\\x02\\x01\\x06[\\x05-\\x0a][^]{5,10}',
  '\\x03\\x2b\\x65[\\x6e-\\x71]',
  '\\x07\\x2a\\x86\\x48\\xce\\x38\\x04\\x01\\x30[^]{2,900}?',
].join('|')
/** pbes2, and the older ways of PKCS #5 and PKCS #12. */
const encryption = '\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x05|\\x0a\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x0c\\x01'

/**
 * How the DER of each kind begins, one character an octet, and as much of the key behind it that it is more than the beginning that all
 * of its kind share. The OCTET STRING tells a PKCS #8 key from a CRL, which names its signature algorithm in the same place.
 */
const beginnings = [
  {
    kind: 'PKCS #8 (RFC 5958)',
    pattern: new RegExp(
      `\\x30${length}\\x02\\x01[\\x00\\x01]\\x30${length}\\x06(?:${keyAlgorithm})\\x04${length}[^]{12}`,
    ),
  },
  {
    kind: 'encrypted PKCS #8 (RFC 5958)',
    pattern: new RegExp(`\\x30${length}\\x30${length}\\x06(?:${encryption})[^]{24}`),
  },
  {
    kind: 'PKCS #1 (RFC 8017)',
    pattern: new RegExp(`\\x30${length}\\x02\\x01\\x00\\x02(?:[\\x40-\\x7f]|\\x81[^]|\\x82[^]{2})[^]{12}`),
  },
  { kind: 'SEC 1 (RFC 5915)', pattern: new RegExp(`\\x30${length}\\x02\\x01\\x01\\x04[\\x1c-\\x42][^]{4}`) },
]

/** Runs of characters that may stand for bytes, and the bytes they stand for. */
const encodings = [
  {
    pattern: /(?:[A-Za-z0-9+/]{20,}(?:\\+[rn]|\s)*)+/g,
    decode: (/** @type {string} */ run) => Buffer.from(run.replace(/\\+[rn]|\s/g, ''), 'base64'),
  },
  { pattern: /[A-Za-z0-9_-]{24,}/g, decode: (/** @type {string} */ run) => Buffer.from(run, 'base64url') },
  {
    pattern: /(?:[0-9a-fA-F]{2}[ :]?){16,}/g,
    decode: (/** @type {string} */ run) => Buffer.from(run.replace(/[ :]/g, ''), 'hex'),
  },
  {
    pattern: /(?:(?:"\d+":\s*)?\b\d{1,3}\b,?\s*){16,}/g,
    decode: (/** @type {string} */ run) => Buffer.from((run.replace(/"\d+":/g, '').match(/\d+/g) ?? []).map(Number)),
  },
]

/** How often an encoded text may hold another one: a key in the base64 of a JSON text is one. */
const deepest = 2

/**
 * @param {string} text
 * @param {number} [depth]
 * @returns {string[]} the kinds that were found, never the keys; empty where there are none.
 */
export const findPrivateKeys = (text, depth = 0) => {
  const found = new Set([...(pem.test(text) ? ['PEM (RFC 7468)'] : []), ...(jwk.test(text) ? ['JWK (RFC 7517)'] : [])])
  for (const { pattern, decode } of encodings) {
    for (const [run] of text.matchAll(pattern)) {
      const octets = decode(run).toString('latin1')
      for (const beginning of beginnings) if (beginning.pattern.test(octets)) found.add(beginning.kind)
      if (depth < deepest) for (const kind of findPrivateKeys(octets, depth + 1)) found.add(kind)
    }
  }
  return [...found]
}
