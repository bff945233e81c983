import { createPublicKey, verify } from 'node:crypto'
import { readCertificate } from '@thingplan/core'
import type { DeviceRecord } from '@thingplan/core/lifecycle'

/** What the device signs: the key to seal to, for itself and nobody else. */
const signedText = (serialNumber: string, sealingKey: string): Uint8Array =>
  new TextEncoder().encode(`thingplan-sealing-key\n${serialNumber}\n${sealingKey}`)

/**
 * Whether the key to seal to was signed with the key of the device's present certificate: SHA-256, ECDSA as DER or RSA with PKCS #1.
 *
 * @param signature in base64
 */
export const isSealingKeySigned = (
  record: DeviceRecord | undefined,
  sealingKey: string,
  signature: string,
): boolean => {
  const pem = record?.current?.certificatePem
  if (record === undefined || pem === undefined) return false
  const spki = Buffer.from(readCertificate(pem).publicKey.spki)
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    return verify('sha256', signedText(record.serialNumber, sealingKey), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
