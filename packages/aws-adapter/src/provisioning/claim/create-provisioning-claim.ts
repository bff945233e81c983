import { CreateProvisioningClaimCommand } from '@aws-sdk/client-iot'
import { AdapterError } from '../../error/adapter-error.js'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { templateNameText, textOption } from '../../options/text-option.js'
import type { ProvisioningClaimCalls } from './claim-calls.js'
import { PrivateKey } from './private-key.js'
import { requireText } from './require-issued.js'

export interface CreateProvisioningClaimOptions {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: ProvisioningClaimCalls
  /** The template that the claim is good for. */
  readonly templateName: string
}

/** A claim for one device, which a trusted user hands over on the spot. */
export interface ProvisioningClaim {
  /** Not among the account's certificates: neither listed nor described. */
  readonly certificateId: string
  readonly certificatePem: string
  readonly publicKeyPem: string
  readonly privateKey: PrivateKey
  /** Five minutes after it was made. */
  readonly expiration: Date
}

const operation = 'CreateProvisioningClaim'

/**
 * Creates a temporary claim, for provisioning by a trusted user: an app that an installer is signed in to gets it and gives it
 * to the device, which has to have its own certificate before the claim expires.
 *
 * Not idempotent: each call makes another claim.
 *
 * @param options - both are required
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError} `call-not-found` for a template that does not exist, and the others
 * @see AWS IoT Core Developer Guide, "Provisioning by trusted user"
 *
 * @example
 * ```ts
 * import { createProvisioningClaim } from '@thingplan/aws-adapter/provisioning'
 *
 * // In place of an `IoTClient`.
 * const client = {
 *   send: async () => ({
 *     certificateId: 'c1'.repeat(32),
 *     certificatePem: '-----BEGIN CERTIFICATE-----',
 *     keyPair: { PublicKey: '-----BEGIN PUBLIC KEY-----', PrivateKey: '-----BEGIN RSA PRIVATE KEY-----' },
 *     expiration: new Date('2026-06-01T00:05:00Z'),
 *   }),
 * }
 * const claim = await createProvisioningClaim({ client, templateName: 'sensors' })
 * JSON.parse(JSON.stringify(claim)).privateKey // => '[private key]'
 * ```
 */
export const createProvisioningClaim = async (options: CreateProvisioningClaimOptions): Promise<ProvisioningClaim> => {
  refuseUnknownOptions('createProvisioningClaim', options, ['client', 'templateName'])
  const { client } = options
  requireClient(client, 'client')
  const templateName = textOption('templateName', options.templateName, templateNameText)
  const subject = { field: 'templateName', value: templateName }
  const command = new CreateProvisioningClaimCommand({ templateName })
  const { certificateId, certificatePem, keyPair, expiration } = await callAws(operation, subject, () =>
    client.send(command),
  )
  if (expiration === undefined) {
    throw new AdapterError('answer-malformed', `${operation} answered without \`expiration\``, { field: 'expiration' })
  }
  return {
    certificateId: requireText(operation, 'certificateId', certificateId),
    certificatePem: requireText(operation, 'certificatePem', certificatePem),
    publicKeyPem: requireText(operation, 'keyPair.PublicKey', keyPair?.PublicKey),
    privateKey: new PrivateKey(requireText(operation, 'keyPair.PrivateKey', keyPair?.PrivateKey)),
    expiration,
  }
}
