import { createPrivateKey, X509Certificate } from 'node:crypto'
import { openSealedPrivateKey } from '@thingplan/pki/sealing'
import type { Identity } from '../../vending-machine/device/folder.js'
import type { SealingKey } from './sealing-key.js'

/** What an app brings. */
export interface Delivery {
  readonly certificateId: string
  readonly certificatePem: string
  readonly thingName: string
  readonly sealedPrivateKey: string
}

const names = ['certificateId', 'certificatePem', 'thingName', 'sealedPrivateKey'] as const

/** Reads what an app has sent: anybody who is near can send anything. */
export const parseDelivery = (value: unknown): Delivery => {
  const texts = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  const [certificateId, certificatePem, thingName, sealedPrivateKey] = names.map((name) => {
    const text = texts.get(name)
    if (typeof text !== 'string' || text.length > 16_384) throw new Error(`there is no ${name} in what was brought`)
    return text
  })
  return {
    certificateId: certificateId ?? '',
    certificatePem: certificatePem ?? '',
    thingName: thingName ?? '',
    sealedPrivateKey: sealedPrivateKey ?? '',
  }
}

/** Opens the key, and checks that it is that of the certificate and for this lamp. */
export const takeCertificate = async (
  serialNumber: string,
  { privateKey }: SealingKey,
  delivery: Delivery,
): Promise<Identity> => {
  const { certificateId, certificatePem, thingName, sealedPrivateKey } = delivery
  const privateKeyPem = await openSealedPrivateKey(sealedPrivateKey, { privateKey, serialNumber, certificateId })
  const certificate = new X509Certificate(certificatePem)
  const id = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  if (id !== certificateId || !certificate.checkPrivateKey(createPrivateKey(privateKeyPem))) {
    throw new Error('certificate and private key do not belong together')
  }
  return { thingName, certificatePem, privateKeyPem }
}
