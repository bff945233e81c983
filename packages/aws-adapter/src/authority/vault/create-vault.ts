import { isThingplanError, quote } from '@thingplan/core'
import { createPemSigner, exportPrivateKey, type Signer } from '@thingplan/pki'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import type { TextPattern } from '../../options/text-option.js'
import { PrivateKey } from '../../provisioning/claim/private-key.js'
import type { KeyVault, OpenKeyOptions, StorableKey } from './key-vault.js'
import { VaultError } from './vault-error.js'
import { VaultKey } from './vault-key.js'

/** What a service does with texts under names. */
export interface VaultService {
  /** What a name looks like. */
  readonly names: TextPattern
  /** How many characters it stores under one. */
  readonly longest: number
  /** Stores a text where there is none; tells whether it did. */
  create(name: string, pem: string): Promise<boolean>
  /** Stores a text, whatever is there. */
  replace(name: string, pem: string): Promise<void>
  read(name: string): Promise<string>
}

const checkName = (name: unknown, { pattern, wanted }: TextPattern): string => {
  if (typeof name === 'string' && pattern.test(name)) return name
  const value = typeof name === 'string' ? name : undefined
  throw new VaultError('vault-name', value === undefined ? 'the name of a key is text' : `no name ${quote(value)}`, {
    field: 'name',
    value,
    remedy: `give ${wanted}`,
  })
}

const checkLength = (name: string, pem: string, longest: number): void => {
  if (pem.length <= longest) return
  throw new VaultError('vault-too-large', `the private key has ${pem.length} characters`, {
    field: 'privateKey',
    value: name,
    remedy: `store a private key alone: at most ${longest} characters`,
  })
}

const occupied = (name: string): VaultError =>
  new VaultError('vault-occupied', `another key is stored as ${quote(name)}`, {
    field: 'name',
    value: name,
    remedy: 'choose another name, or set `overwrite` if the key there may be lost',
  })

const pemOf = async (privateKey: StorableKey, { passphrase }: OpenKeyOptions): Promise<string> => {
  if (typeof privateKey === 'string') return privateKey
  return privateKey instanceof PrivateKey ? privateKey.reveal() : exportPrivateKey(privateKey, { passphrase })
}

const isSameKey = (left: Signer, right: Signer): boolean => Buffer.compare(left.publicKey, right.publicKey) === 0

/** A vault in a service; everything is checked before anything is stored. */
export const createVault = (service: VaultService): KeyVault => {
  const open = async (name: string, { passphrase }: OpenKeyOptions): Promise<VaultKey> => {
    const pem = await service.read(name)
    return new VaultKey(name, await createPemSigner(pem, { passphrase }))
  }

  /** What cannot be opened is taken for another key. */
  const holds = async (name: string, key: Signer, options: OpenKeyOptions): Promise<boolean> => {
    try {
      return isSameKey(await open(name, options), key)
    } catch (error) {
      if (isThingplanError(error)) return false
      throw error
    }
  }

  return Object.freeze({
    store: async (name, privateKey, options = {}) => {
      refuseUnknownOptions('store', options, ['overwrite', 'passphrase'])
      const { passphrase, overwrite = false } = options
      checkName(name, service.names)
      const pem = await pemOf(privateKey, { passphrase })
      const key = new VaultKey(name, await createPemSigner(pem, { passphrase }))
      checkLength(name, pem, service.longest)
      if (overwrite === true) await service.replace(name, pem)
      else if (!(await service.create(name, pem)) && !(await holds(name, key, { passphrase }))) throw occupied(name)
      return key
    },
    open: async (name, options = {}) => {
      refuseUnknownOptions('open', options, ['passphrase'])
      return open(checkName(name, service.names), options)
    },
  } satisfies KeyVault)
}
