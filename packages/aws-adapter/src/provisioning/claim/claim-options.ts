import type { Account, PolicySpec } from '@thingplan/core'
import { fleetProvisioningClaim } from '@thingplan/templates'
import { accountOption } from '../../options/account-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { templateNameText, textOption } from '../../options/text-option.js'
import { type ClaimPolicy, claimPolicyOf } from './claim-policy.js'

export interface ClaimOptions {
  /** Where the claim is made; stands in the ARNs of its policy. */
  readonly account: Account
  /** The one template that the claim is good for. */
  readonly templateName: string
  /**
   * What client ids begin with while a device has no more than its claim. Default `claim-`; see `fleetProvisioningClaim`.
   */
  readonly clientIdPrefix?: string
  /**
   * A policy in place of `fleetProvisioningClaim`'s, which allows the given template, both ways to a certificate, and nothing
   * else. Tags of the account are filled in; a claim has no tags of a certificate.
   */
  readonly policy?: PolicySpec
}

/** @throws {AdapterError} `adapter-option` */
export const readClaimPolicy = (
  owner: string,
  options: ClaimOptions & { readonly client: { readonly send: unknown } },
  own: readonly string[],
): ClaimPolicy => {
  refuseUnknownOptions(owner, options, ['client', 'account', 'templateName', 'clientIdPrefix', 'policy', ...own])
  requireClient(options.client, 'client')
  const { account, clientIdPrefix, policy } = options
  const templateName = textOption('templateName', options.templateName, templateNameText)
  const spec =
    policy ?? fleetProvisioningClaim({ templateName, ...(clientIdPrefix === undefined ? {} : { clientIdPrefix }) })
  return claimPolicyOf(spec, accountOption(account))
}
