import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { CryptoKey } from '@thingplan/pki'
import { hashSealingKey } from '@thingplan/pki/sealing'
import { load, save } from '../../vending-machine/device/folder.js'

/** The 32 octets of the public key (RFC 8410 section 4: they are the last of its SubjectPublicKeyInfo). */
const rawPublicKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32)

/** What the factory does: puts a key of its own into the lamp, and writes down the hash of the public one. */
export const makeSealingKey = async (folder: string): Promise<{ readonly publicKeyHash: string }> => {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  await save(folder, 'sealing.key', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
  return { publicKeyHash: await hashSealingKey(rawPublicKey(publicKey)) }
}

export interface SealingKey {
  /** What the lamp tells: 32 octets in base64. */
  readonly publicKey: string
  /** What it keeps. */
  readonly privateKey: CryptoKey
}

export const loadSealingKey = async (folder: string): Promise<SealingKey> => {
  const pem = await load(folder, 'sealing.key')
  if (pem === undefined) throw new Error('the factory has put no sealing key into this lamp')
  const key = createPrivateKey(pem)
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' })
  return {
    publicKey: rawPublicKey(createPublicKey(pem)).toString('base64'),
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'X25519' }, false, ['deriveBits']),
  }
}
