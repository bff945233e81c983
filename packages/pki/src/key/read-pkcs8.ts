import { readPem } from '../pem.js'
import { PkiError } from '../pki-error.js'
import type { WebCrypto } from '../web-crypto.js'
import { decryptPrivateKey } from './pbes2.js'
import { privateKeyLabels, toPrivateKeyInfo } from './private-key-info.js'

const encryptedLabel = 'ENCRYPTED PRIVATE KEY'

/** One error for whatever is wrong with the octets of a key, without a cause: it would tell a wrong passphrase from a corrupt key. */
export const unreadable = (): PkiError =>
  new PkiError('private-key-unreadable', 'the private key is corrupt, or the passphrase is not its own', {
    field: 'privateKey',
    remedy: 'give a private key in PEM, and its passphrase if it is encrypted',
  })

const needsPassphrase = (): PkiError =>
  new PkiError('pki-option', 'the private key is encrypted', {
    field: 'passphrase',
    remedy: 'give its passphrase',
  })

/** The first private key in a text as PrivateKeyInfo. */
export const readPkcs8 = async (
  pem: string,
  passphrase: string | undefined,
  crypto: WebCrypto,
): Promise<Uint8Array> => {
  if (typeof pem !== 'string') throw unreadable()
  if (/^(Proc-Type:.*ENCRYPTED|DEK-Info:)/m.test(pem)) {
    throw new PkiError('private-key-unsupported', 'the private key is encrypted in the form that RFC 1421 had', {
      field: 'privateKey',
      remedy: 'write it as PKCS #8 with: openssl pkcs8 -topk8 -v2 aes-256-cbc',
    })
  }
  const block = readPem(pem, [encryptedLabel, ...privateKeyLabels])
  if (block === undefined) throw unreadable()
  const { label, der } = block
  if (label === encryptedLabel && passphrase === undefined) throw needsPassphrase()
  const pkcs8 =
    label === encryptedLabel ? await decryptPrivateKey(der, passphrase ?? '', crypto) : toPrivateKeyInfo(label, der)
  if (pkcs8 === undefined) throw unreadable()
  return pkcs8
}
