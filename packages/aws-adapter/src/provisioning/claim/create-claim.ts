import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import { textOption } from '../../options/text-option.js'
import type { ClaimCalls } from './claim-calls.js'
import { type ClaimOptions, readClaimPolicy } from './claim-options.js'
import { ensureClaimPolicy, equipClaim } from './claim-policy.js'
import { requireIssued } from './require-issued.js'

export interface CreateClaimOptions extends ClaimOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: ClaimCalls
  /** A PKCS #10 request in PEM, at most 4096 characters; whoever made it keeps the private key. */
  readonly certificateSigningRequest: string
}

/** A claim certificate, ACTIVE, with its policy. */
export interface Claim {
  readonly certificateId: string
  readonly certificateArn: string
  readonly certificatePem: string
  readonly policyName: string
}

/** AWS IoT API Reference, CreateCertificateFromCsr. */
const requestText = {
  pattern:
    /^(?=.{1,4096}$)\s*-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----[\w+/=\s]+-----END (?:NEW )?CERTIFICATE REQUEST-----\s*$/s,
  wanted: 'a PKCS #10 request in PEM of at most 4096 characters',
}

/**
 * Creates a claim certificate for fleet provisioning: what devices carry from the factory, good for getting a certificate of
 * their own by one template, and for nothing else.
 *
 * The certificate is made of a request, so that its private key never travels through AWS or this process. It is ACTIVE only
 * after its policy is attached. Not idempotent, since AWS makes another certificate of the same request each time: after a
 * failure the error names the certificate that was made, which is INACTIVE.
 *
 * @param options - `client`, `account`, `templateName` and `certificateSigningRequest` are required
 * @throws {AdapterError} `adapter-option`, also where the policy exists with another document; `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT Core Developer Guide, "Provisioning by claim"
 *
 * @example
 * ```ts no-run
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createClaim } from '@thingplan/aws-adapter/provisioning'
 * import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
 *
 * const keys = await createKeyPair()
 * const { pem } = await createCertificateRequest({ keys, subject: { CN: 'line 4' } })
 * const claim = await createClaim({
 *   client: new IoTClient({ region: 'eu-central-1' }),
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   templateName: 'sensors',
 *   certificateSigningRequest: pem,
 * })
 * ```
 */
export const createClaim = async (options: CreateClaimOptions): Promise<Claim> => {
  const policy = readClaimPolicy('createClaim', options, ['certificateSigningRequest'])
  const { client } = options
  const field = 'certificateSigningRequest'
  const certificateSigningRequest = textOption(field, options.certificateSigningRequest, requestText)
  await ensureClaimPolicy(client, policy)
  const operation = 'CreateCertificateFromCsr'
  const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest, setAsActive: false })
  const issued = requireIssued(operation, await callAws(operation, { field }, () => client.send(command)))
  await equipClaim(client, issued, policy)
  return { ...issued, policyName: policy.policyName }
}
