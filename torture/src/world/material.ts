import type { webcrypto } from 'node:crypto'
import type { Certificate } from '@thingplan/core'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createKeyPair,
  issueDeviceCertificate,
} from '@thingplan/pki'

/** When every scene begins. */
export const start: Date = new Date('2026-06-01T00:00:00Z')

interface Material {
  readonly authority: CertificateAuthority
  readonly publicKey: webcrypto.CryptoKey
}

const make = async (): Promise<Material> => {
  const [authority, { publicKey }] = await Promise.all([
    createCertificateAuthority({ subject: { CN: 'Fleet CA' }, notBefore: new Date('2026-01-01T00:00:00Z') }),
    createKeyPair(),
  ])
  return { authority, publicKey }
}

let made: Promise<Material> | undefined
const certificates = new Map<string, Promise<Certificate>>()

/** One CA for all scenes: keys take time, and nothing here depends on them. */
export const fleetAuthority = async (): Promise<CertificateAuthority> => {
  made ??= make()
  return (await made).authority
}

/** The certificate of a device, issued once for all scenes; `edition` tells several of one name apart, a later one is younger. */
export const deviceCertificate = (commonName: string, edition = 0): Promise<Certificate> => {
  const key = `${commonName} ${edition}`
  const known = certificates.get(key)
  if (known !== undefined) return known
  const issued = (async () => {
    made ??= make()
    const { authority, publicKey } = await made
    const notBefore = new Date(Date.UTC(2026, 1, 1 + edition))
    return issueDeviceCertificate({ authority, publicKey, subject: { CN: commonName }, notBefore })
  })()
  certificates.set(key, issued)
  return issued
}
