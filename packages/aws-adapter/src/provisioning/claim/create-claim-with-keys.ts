import { CreateKeysAndCertificateCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import type { ClaimWithKeysCalls } from './claim-calls.js'
import { type ClaimOptions, readClaimPolicy } from './claim-options.js'
import { ensureClaimPolicy, equipClaim } from './claim-policy.js'
import type { Claim } from './create-claim.js'
import { PrivateKey } from './private-key.js'
import { requireIssued, requireText } from './require-issued.js'

export interface CreateClaimWithKeysOptions extends ClaimOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: ClaimWithKeysCalls
}

export interface ClaimWithKeys extends Claim {
  /** Exists nowhere else: AWS keeps no copy. */
  readonly privateKey: PrivateKey
}

/**
 * Creates a claim certificate as `createClaim` does, with a private key that AWS makes and sends here.
 *
 * For production lines that cannot make a request. A key that travels can be copied on its way: use `createClaim` wherever a
 * request can be had. A response that is lost takes the key with it and leaves an INACTIVE certificate.
 *
 * @param options - `client`, `account` and `templateName` are required
 * @throws {AdapterError} `adapter-option`, also where the policy exists with another document; `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT API Reference, "CreateKeysAndCertificate"
 *
 * @example
 * ```ts no-run
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createClaimWithKeysForCompatibility } from '@thingplan/aws-adapter/provisioning'
 *
 * const { privateKey } = await createClaimWithKeysForCompatibility({
 *   client: new IoTClient({ region: 'eu-central-1' }),
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   templateName: 'sensors',
 * })
 * String(privateKey) // => '[private key]'
 * ```
 */
export const createClaimWithKeysForCompatibility = async (
  options: CreateClaimWithKeysOptions,
): Promise<ClaimWithKeys> => {
  const policy = readClaimPolicy('createClaimWithKeysForCompatibility', options, [])
  const { client } = options
  await ensureClaimPolicy(client, policy)
  const operation = 'CreateKeysAndCertificate'
  const command = new CreateKeysAndCertificateCommand({ setAsActive: false })
  const answer = await callAws(operation, {}, () => client.send(command))
  const issued = requireIssued(operation, answer)
  const privateKey = new PrivateKey(requireText(operation, 'keyPair.PrivateKey', answer.keyPair?.PrivateKey))
  await equipClaim(client, issued, policy)
  return { ...issued, policyName: policy.policyName, privateKey }
}
