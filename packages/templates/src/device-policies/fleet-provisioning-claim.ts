import type { PolicySpec } from '@thingplan/core'
import { client } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { checkName } from './check-name.js'
import { requestAndAnswer } from './request-and-answer.js'

export interface FleetProvisioningClaimOptions {
  /** The provisioning template that the claim may use: 1 to 36 of `0-9A-Za-z_-`. */
  readonly templateName: string
  /**
   * What client ids begin with while a device has no more than its claim: 1 to 64 of `a-zA-Z0-9:_-`. No thing may be named so.
   * Default `claim-`.
   */
  readonly clientIdPrefix?: string
  /** Template of the policy's name. Default `claim-` and the template's name. */
  readonly name?: string
}

/**
 * The policy of a claim certificate: a new device gets its own certificate, from AWS's key or its own CSR, and provisions itself
 * by one template, no other. `create/*` alone would not cover `create-from-csr`.
 *
 * A claim may connect under a prefix of its own only: with `client/*`, as in AWS's example, whoever holds the claim could push
 * every device off its connection by taking its client id. All devices of a claim share it, and nothing tells them apart: what
 * one may do, so may the others, until each has its own certificate.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, and a name that AWS does not take.
 * @see AWS IoT Core Developer Guide, "Device provisioning MQTT API" and "Provisioning by claim".
 * @example
 * ```ts
 * import { fleetProvisioningClaim } from '@thingplan/templates'
 *
 * fleetProvisioningClaim({ templateName: 'sensors' }).name // => 'claim-sensors'
 * ```
 */
export const fleetProvisioningClaim = (options: FleetProvisioningClaimOptions): PolicySpec => {
  refuseUnknownOptions('fleetProvisioningClaim', options, ['templateName', 'clientIdPrefix', 'name'])
  const templateName = checkName('templateName', options.templateName, /^[0-9A-Za-z_-]{1,36}$/)
  const clientIds = checkName('clientIdPrefix', options.clientIdPrefix ?? 'claim-', /^[a-zA-Z0-9:_-]{1,64}$/)
  const { name = `claim-${templateName}` } = options
  const operations = [
    '$aws/certificates/create',
    '$aws/certificates/create-from-csr',
    `$aws/provisioning-templates/${templateName}/provision`,
  ]
  const requests = operations.flatMap((operation) => [`${operation}/json`, `${operation}/cbor`])
  // The answers lie one level below the format.
  const answers = operations.map((operation) => `${operation}/*`)
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'iot:Connect', Resource: client(`${clientIds}*`) },
        ...requestAndAnswer(requests, answers),
      ],
    },
  }
}
