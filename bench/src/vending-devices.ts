import type { Certificate } from '@thingplan/core'
import { type DeviceStore, enrolDevice, grantToken } from '@thingplan/core/lifecycle'
import {
  type CertificateAuthority,
  type CertificateRequest,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
} from '@thingplan/pki'

export const token = 'AAECAwQFBgcICQoLDA0ODw'

/** A device that is about to ask, and the certificate that it is going to get. */
export interface VendingDevice {
  readonly serialNumber: string
  readonly request: CertificateRequest
  readonly certificate: Certificate
  /** What it sends. */
  readonly body: string
}

export const subjectOf = (serialNumber: string) => ({ CN: serialNumber })

export const createVendingDevice = async (authority: CertificateAuthority, index: number): Promise<VendingDevice> => {
  const serialNumber = `SN-${index}`
  const subject = subjectOf(serialNumber)
  const request = await createCertificateRequest({ keys: await createKeyPair('EC-P256'), subject })
  const certificate = await issueDeviceCertificate({ authority, csr: request.pem, subject })
  return { serialNumber, request, certificate, body: JSON.stringify({ serialNumber, token, csr: request.pem }) }
}

/** Enrols devices, each with a token for an hour. */
export const enrolAll = async (store: DeviceStore, devices: readonly VendingDevice[]): Promise<void> => {
  const expiresAt = new Date(Date.now() + 3_600_000)
  for (const { serialNumber } of devices) {
    const enrolled = enrolDevice(serialNumber)
    await store.write(enrolled)
    await store.write(grantToken(enrolled.record, { token, expiresAt }))
  }
}
