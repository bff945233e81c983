import type { Certificate } from '@thingplan/core'
import {
  createCertificateAuthority,
  createKeyPair,
  exportPrivateKey,
  issueDeviceCertificate,
  type SubjectInput,
} from '@thingplan/pki'
import type { DeviceIdentity } from './devices.js'

/** A CA of this process, whose key never leaves it. */
export interface FactoryCa {
  readonly certificate: Certificate
  issue(subject: SubjectInput): Promise<DeviceIdentity>
}

/** Makes CAs and devices. All devices of a run have one key: nothing that is checked depends on it, and making keys takes time. */
export interface Factory {
  createCa(commonName: string): Promise<FactoryCa>
}

export const createFactory = async (): Promise<Factory> => {
  const { publicKey, privateKey } = await createKeyPair('EC-P256')
  const privateKeyPem = await exportPrivateKey(privateKey)
  return {
    createCa: async (commonName) => {
      const authority = await createCertificateAuthority({ subject: { CN: commonName } })
      return {
        certificate: authority.certificate,
        issue: async (subject) => {
          const { id, pem } = await issueDeviceCertificate({ authority, publicKey, subject })
          return { certificateId: id, certificatePem: pem, privateKeyPem }
        },
      }
    },
  }
}
