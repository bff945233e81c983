import { hash } from 'node:crypto'
import { type AcceptDecision, type Certificate, decide, readCertificate, type Sha256 } from '@thingplan/core'
import { universalJitr } from '@thingplan/templates'

const registration = universalJitr()
export const account = { id: '123456789012', region: 'eu-central-1' }
export const now = new Date('2026-06-01T00:00:00Z')

/** The hash of the host, as the Node adapters pass it in. */
export const hostSha256: Sha256 = (bytes) => hash('sha256', bytes)

export const readWithHostHash = (pem: string): Certificate => readCertificate(pem, { sha256: hostSha256 })
export const readWithBundledHash = (pem: string): Certificate => readCertificate(pem)

/** The decision with its full plan, of the registration that does what the universal JITR does. */
export const decideOn = (certificate: Certificate): AcceptDecision => {
  const decision = decide(registration, { certificate, account, now })
  if (decision.verdict !== 'accept') throw new Error(`the device of the bench is not accepted: ${decision.verdict}`)
  return decision
}
