import { CreateRoleAliasCommand, DescribeRoleAliasCommand, UpdateRoleAliasCommand } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { callAws, callUnless } from '../error/call-aws.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient } from '../options/required-option.js'
import { roleArnText, textOption } from '../options/text-option.js'
import type { RoleAliasCalls } from './greengrass-calls.js'

export interface EnsureRoleAliasOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: RoleAliasCalls
  /** 1 to 128 of `a-zA-Z0-9_=,@-`. Default `GreengrassV2TokenExchangeRoleAlias`, the one that Greengrass's own installer makes. */
  readonly roleAlias?: string
  /** ARN of the role; see `tokenExchangeRole`. */
  readonly roleArn: string
  /** How long credentials are good for: 900 to 43200, and no longer than the role's longest session. Default 3600. */
  readonly credentialDurationSeconds?: number
  /**
   * What happens to an alias that is for another role or another duration: every core that uses it would get other credentials.
   * Default `refuse`.
   */
  readonly onDifference?: 'refuse' | 'update'
}

export interface EnsuredRoleAlias {
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly roleAlias: string
}

const known: readonly (keyof EnsureRoleAliasOptions)[] = [
  'client',
  'roleAlias',
  'roleArn',
  'credentialDurationSeconds',
  'onDifference',
]

/**
 * Makes sure of a role alias, which stands between certificates and the role that they are exchanged for.
 *
 * It converges. CreateRoleAlias refuses every name that exists, so that what exists is compared.
 *
 * @param options - `client` and `roleArn` are required
 * @throws {AdapterError} `adapter-option`, also for an alias that differs
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT Core Developer Guide, "Authorizing direct calls to AWS services using AWS IoT Core credential provider"
 *
 * @example
 * ```ts
 * import { ensureRoleAlias } from '@thingplan/aws-adapter/greengrass'
 *
 * // In place of an `IoTClient`.
 * const client = { send: async () => ({}) }
 * const roleArn = 'arn:aws:iam::123456789012:role/GreengrassV2TokenExchangeRole'
 * await ensureRoleAlias({ client, roleArn }) // => { outcome: 'created', roleAlias: 'GreengrassV2TokenExchangeRoleAlias' }
 * ```
 */
export const ensureRoleAlias = async (options: EnsureRoleAliasOptions): Promise<EnsuredRoleAlias> => {
  refuseUnknownOptions('ensureRoleAlias', options, known)
  const { client, onDifference = 'refuse' } = options
  requireClient(client, 'client')
  const aliasText = { pattern: /^[\w=,@-]{1,128}$/, wanted: '1 to 128 of `a-zA-Z0-9_=,@-`' }
  const roleAlias = textOption('roleAlias', options.roleAlias ?? 'GreengrassV2TokenExchangeRoleAlias', aliasText)
  const roleArn = textOption('roleArn', options.roleArn, roleArnText)
  const range = { fallback: 3_600, min: 900, max: 43_200 }
  const field = 'credentialDurationSeconds'
  const credentialDurationSeconds = numberOption(field, options.credentialDurationSeconds, range)
  textOption('onDifference', onDifference, { pattern: /^(refuse|update)$/, wanted: '`refuse` or `update`' })

  const subject = { field: 'roleAlias', value: roleAlias }
  const wanted = { roleAlias, roleArn, credentialDurationSeconds }
  const created = await callUnless('ResourceAlreadyExistsException', 'CreateRoleAlias', subject, () =>
    client.send(new CreateRoleAliasCommand(wanted)),
  )
  if (created !== undefined) return { outcome: 'created', roleAlias }
  const { roleAliasDescription: existing } = await callAws('DescribeRoleAlias', subject, () =>
    client.send(new DescribeRoleAliasCommand({ roleAlias })),
  )
  const isSame =
    existing?.roleArn === roleArn &&
    (existing.credentialDurationSeconds ?? range.fallback) === credentialDurationSeconds
  if (isSame) return { outcome: 'unchanged', roleAlias }
  if (onDifference === 'refuse') {
    throw new AdapterError('adapter-option', `the role alias ${quote(roleAlias)} is for another role or duration`, {
      ...subject,
      remedy: 'give it another name, or update it with `onDifference: update`',
    })
  }
  await callAws('UpdateRoleAlias', subject, () => client.send(new UpdateRoleAliasCommand(wanted)))
  return { outcome: 'updated', roleAlias }
}
