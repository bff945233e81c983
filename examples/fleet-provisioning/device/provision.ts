import { createCertificateRequest, createKeyPair, exportPrivateKey } from '@thingplan/pki'
import { type Broker, type Credentials, connect } from './connect.js'
import type { Identity } from './identity.js'
import { request } from './request.js'

export interface ProvisionOptions {
  readonly broker: Broker
  /** What all new devices share. */
  readonly claim: Credentials
  readonly templateName: string
  readonly serialNumber: string
}

const readText = (content: Readonly<Record<string, unknown>>, member: string): string => {
  const value = content[member]
  if (typeof value === 'string') return value
  throw new Error(`the answer has no ${member}`)
}

const readConfiguration = (value: unknown): Readonly<Record<string, string>> => {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}

/** From the claim to a certificate of its own: the private key is made here, and never leaves the device. */
export const provision = async (options: ProvisionOptions): Promise<Identity> => {
  const { broker, claim, templateName, serialNumber } = options
  const client = await connect(broker, claim, `claim-${serialNumber}`)
  try {
    const keys = await createKeyPair()
    const { pem } = await createCertificateRequest({ keys, subject: { CN: serialNumber } })
    const issued = await request(client, '$aws/certificates/create-from-csr/json', { certificateSigningRequest: pem })
    const provisioned = await request(client, `$aws/provisioning-templates/${templateName}/provision/json`, {
      certificateOwnershipToken: readText(issued, 'certificateOwnershipToken'),
      parameters: { SerialNumber: serialNumber },
    })
    return {
      certificatePem: readText(issued, 'certificatePem'),
      privateKeyPem: await exportPrivateKey(keys.privateKey),
      thingName: readText(provisioned, 'thingName'),
      configuration: readConfiguration(provisioned['deviceConfiguration']),
    }
  } finally {
    await client.endAsync(true)
  }
}
