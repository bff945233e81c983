import { quote } from '@thingplan/core'
import { VaultError } from './vault-error.js'

/** More characters than any private key has. */
const longest = 16_384

/**
 * What is stored, if it may be a private key.
 *
 * @throws {VaultError} `vault-content`
 */
export const requireStored = (name: string, text: string | undefined): string => {
  if (text !== undefined && text !== '' && text.length <= longest) return text
  throw new VaultError('vault-content', `what is stored as ${quote(name)} is not the text of a private key`, {
    field: 'name',
    value: name,
    remedy: 'check the name; a key is stored as PEM',
  })
}

/** A private key that lay open: whoever could read it has to be assumed to have done so. */
export const unprotected = (name: string, wanted: string): VaultError =>
  new VaultError('vault-unprotected', `what is stored as ${quote(name)} is not encrypted with a key of KMS`, {
    field: 'name',
    value: name,
    remedy: `store it as ${wanted}, and consider the private key known`,
  })
