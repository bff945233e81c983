import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import { notRegistered } from '../authority-error.js'
import { chosenVerifier, verifierTag } from './authority-tags.js'
import { type DescribeAuthorityCalls, describeAuthority } from './describe-authority.js'
import type { AuthorityTagCalls } from './registration-calls.js'
import { listAuthorityTags } from './tag-authority.js'

export interface ReadAuthorityVerifierOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: { readonly send: AuthorityTagCalls['send'] & DescribeAuthorityCalls['send'] }
  /** AWS IoT's id of the registered CA certificate: 64 hexadecimal digits. */
  readonly caCertificateId: string
  /** The names that count; whoever may tag a CA cannot choose another. */
  readonly allowed: readonly string[]
}

/**
 * Who verifies the devices of a CA, by the CA's tag `verifier`: data, which counts only if it names one of the list.
 *
 * @returns the name, or `undefined` for a CA without the tag
 * @throws {AuthorityError} `authority-verifier` for a name that is not in the list; `authority-not-registered`
 * @throws {AdapterError} `adapter-option`
 * @throws {CallError} where AWS does not carry out a call
 *
 * @example
 * ```ts
 * import { readAuthorityVerifier } from '@thingplan/aws-adapter/authority'
 *
 * // In place of an `IoTClient`.
 * const client = {
 *   send: async () => ({
 *     certificateDescription: { certificateArn: 'arn:aws:iot:eu-central-1:123456789012:cacert/ca', status: 'ACTIVE' as const },
 *     tags: [{ Key: 'verifier', Value: 'inventory' }],
 *   }),
 * }
 * await readAuthorityVerifier({ client, caCertificateId: 'ca'.repeat(32), allowed: ['inventory'] }) // => 'inventory'
 * ```
 */
export const readAuthorityVerifier = async (options: ReadAuthorityVerifierOptions): Promise<string | undefined> => {
  refuseUnknownOptions('readAuthorityVerifier', options, ['client', 'caCertificateId', 'allowed'])
  const { client, allowed } = options
  requireClient(client, 'client')
  const caCertificateId = textOption('caCertificateId', options.caCertificateId, certificateIdText)
  const registered = await describeAuthority(client, caCertificateId)
  if (registered === undefined) throw notRegistered('caCertificateId', caCertificateId)
  const tags = await listAuthorityTags(client, registered)
  const name = tags.get(verifierTag)
  return name === undefined ? undefined : chosenVerifier(name, allowed)
}
