import { join } from 'node:path'
import { createPemSigner, openCertificateAuthority, PkiError, type Signer, type SigningAuthority } from '@thingplan/pki'
import { givePassphrase } from '../dialogue/passphrase.js'
import type { Terminal } from '../dialogue/terminal.js'
import { baseName } from '../files/locate.js'
import { readText } from '../files/read-text.js'

export const authorityFlags = {
  'ca-name': { short: 'c', value: 'NAME', about: 'its files are NAME.key and NAME.pem; default: my-ca-certificate' },
} as const

export interface AuthorityFiles {
  readonly name: string
  readonly keyFile: string
  readonly certificateFile: string
}

export const authorityFiles = (
  said: { readonly 'ca-name'?: string | undefined },
  directory: string,
): AuthorityFiles => {
  const name = baseName('ca-name', said['ca-name'] ?? 'my-ca-certificate')
  return { name, keyFile: join(directory, `${name}.key`), certificateFile: join(directory, `${name}.pem`) }
}

const isEncrypted = (error: unknown): boolean =>
  error instanceof PkiError && error.code === 'pki-option' && error.field === 'passphrase'

const openKey = async (
  terminal: Terminal,
  pem: string,
  passphraseFile: string | undefined,
  keyFile: string,
): Promise<Signer> => {
  try {
    return await createPemSigner(pem)
  } catch (error) {
    if (!isEncrypted(error)) throw error
    return createPemSigner(pem, { passphrase: await givePassphrase(terminal, passphraseFile, keyFile) })
  }
}

/** Opens a CA that create-ca, or OpenSSL, has made: certificate and key are checked against each other. */
export const openAuthorityFiles = async (
  terminal: Terminal,
  { name, keyFile, certificateFile }: AuthorityFiles,
  passphraseFile: string | undefined,
): Promise<SigningAuthority> => {
  const remedy = 'make a CA with create-ca, or name another one with `--ca-name` and `--directory`'
  const certificate = await readText(certificateFile, remedy)
  const signer = await openKey(terminal, await readText(keyFile, remedy), passphraseFile, `${name}.key`)
  return openCertificateAuthority({ certificate, signer })
}
