import { createPublicKey } from 'node:crypto'
import type { Delivery, VendingAnswer } from '@thingplan/core/lifecycle'
import { exportPrivateKey, type KeyPair } from '@thingplan/pki'
import { sealPrivateKey, sealPrivateKeyWithoutKeyDerivation } from '@thingplan/pki/sealing'
import { amazonRoots } from '../../endpoint/amazon-roots.js'
import type { HttpCall } from '../../http/http-call.js'
import {
  type CertificateWish,
  parseCertificateWish,
  parseFirstMachineWish,
  parseOlderAppWish,
} from './parse-vending-request.js'
import type { PreparedKey } from './prepare-key.js'

/** One way to ask for a certificate, and to be answered. */
export interface WireFormat {
  parse(call: HttpCall, readsBearer: boolean): Promise<CertificateWish>
  write(answer: VendingAnswer, key: PreparedKey, serialNumber: string): Promise<object>
}

/** How the private key is to reach the device. */
export const deliveryOf = ({ csr, sealingKey }: CertificateWish): Delivery => {
  if (csr !== undefined) return 'csr'
  return sealingKey === undefined ? 'plain' : 'sealed'
}

/** What a device gets beside its certificate, where its key was made here. */
const privateKeyFields = async (
  keys: KeyPair,
  sealingKey: Uint8Array | undefined,
  names: { readonly serialNumber: string; readonly certificateId: string },
): Promise<object> => {
  const { privateKey } = keys
  if (sealingKey === undefined) return { privateKey: await exportPrivateKey(privateKey) }
  return { sealedPrivateKey: await sealPrivateKey(privateKey, { sealingKey, ...names }) }
}

/** `certificatePem`, `certificateId`, `thingName`; `sealedPrivateKey` (a JWE) or `privateKey` where the key was made here. */
export const ownFormat: WireFormat = {
  parse: parseCertificateWish,
  write: async ({ certificatePem, certificateId, thingName }, { keys, sealingKey }, serialNumber) => ({
    certificatePem,
    certificateId,
    ...(thingName === undefined ? {} : { thingName }),
    ...(keys === undefined ? {} : await privateKeyFields(keys, sealingKey, { serialNumber, certificateId })),
  }),
}

/** The older app's: no key derivation, and nothing in it says for which device it is. */
export const olderAppFormat: WireFormat = {
  parse: parseOlderAppWish,
  write: async ({ certificatePem }, { keys, sealingKey }) =>
    keys === undefined || sealingKey === undefined
      ? { certificatePem }
      : { certificatePem, ...(await sealPrivateKeyWithoutKeyDerivation(keys.privateKey, { sealingKey })) },
}

const keyPairFields = async ({ privateKey }: KeyPair, spki: Uint8Array): Promise<object> => ({
  PublicKey: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
    format: 'pem',
    type: 'spki',
  }),
  PrivateKey: await exportPrivateKey(privateKey),
})

/** The first machine's: AWS's names for keys, and the private key as it is. */
export const firstMachineFormat: WireFormat = {
  parse: parseFirstMachineWish,
  write: async ({ certificatePem }, { request, keys }) => ({
    certificatePem,
    ...(keys === undefined ? {} : { keyPair: await keyPairFields(keys, request.spki) }),
    RootCA: amazonRoots()[0],
  }),
}
