import {
  type CertificateAuthority,
  createCertificateAuthority,
  createKeyPair,
  exportPrivateKey,
  issueDeviceCertificate,
} from '@thingplan/pki'

/** What a device leaves the factory with. */
export interface Device {
  readonly certificatePem: string
  readonly privateKeyPem: string
}

export const foundAuthority = (): Promise<CertificateAuthority> =>
  createCertificateAuthority({ subject: { O: 'Acme', CN: 'Acme Devices CA' } })

/** A device with a key of its own and a certificate of the authority's. */
export const buildDevice = async (
  authority: CertificateAuthority,
  subject: Readonly<Record<string, string>>,
): Promise<Device> => {
  const { publicKey, privateKey } = await createKeyPair()
  const certificate = await issueDeviceCertificate({ authority, publicKey, subject })
  return { certificatePem: certificate.pem, privateKeyPem: await exportPrivateKey(privateKey) }
}
