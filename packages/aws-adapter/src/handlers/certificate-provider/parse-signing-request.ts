import { quote } from '@thingplan/core'
import { CertificateProviderError } from './certificate-provider-error.js'

/** What AWS IoT invokes a certificate provider with. */
export interface SigningRequest {
  readonly certificateSigningRequest: string
  readonly principalId?: string
  readonly clientId?: string
}

const malformed = (field: string, wanted: string): CertificateProviderError =>
  new CertificateProviderError('provider-event', `${quote(field)} is not ${wanted}`, {
    field,
    remedy: "invoke the function as the account's certificate provider, and in no other way",
  })

const readText = (event: ReadonlyMap<string, unknown>, field: string, longest: number): string | undefined => {
  const value = event.get(field)
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value
  throw malformed(field, `text of at most ${longest} characters`)
}

/**
 * @throws {CertificateProviderError} `provider-event`
 * @see AWS IoT Core Developer Guide, "Self-managed certificate signing"
 */
export const parseSigningRequest = (value: unknown): SigningRequest => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('event', 'an object')
  const event = new Map<string, unknown>(Object.entries(value))
  const certificateSigningRequest = readText(event, 'certificateSigningRequest', 4096)
  if (certificateSigningRequest === undefined) throw malformed('certificateSigningRequest', 'text')
  const principalId = readText(event, 'principalId', 256)
  const clientId = readText(event, 'clientId', 128)
  return {
    certificateSigningRequest,
    ...(principalId === undefined ? {} : { principalId }),
    ...(clientId === undefined ? {} : { clientId }),
  }
}
