import { DescribeEndpointCommand } from '@aws-sdk/client-iot'
import { AdapterError } from '../error/adapter-error.js'
import { callAws } from '../error/call-aws.js'
import { amazonRoots } from './amazon-roots.js'
import type { EndpointCalls } from './endpoint-calls.js'

/** Where a device connects, and what it trusts there. */
export interface Endpoints {
  /** Host of the MQTT and HTTPS endpoint, `iot:Data-ATS`. */
  readonly dataEndpoint: string
  /** Host of the endpoint that gives out credentials of a role, `iot:CredentialProvider`. */
  readonly credentialProviderEndpoint: string
  /** The Amazon roots, in PEM. */
  readonly roots: readonly string[]
}

const addressOf = async (client: EndpointCalls, endpointType: string): Promise<string> => {
  const subject = { field: 'endpointType', value: endpointType }
  const { endpointAddress } = await callAws('DescribeEndpoint', subject, () =>
    client.send(new DescribeEndpointCommand({ endpointType })),
  )
  if (endpointAddress !== undefined) return endpointAddress
  throw new AdapterError('answer-malformed', 'DescribeEndpoint answered without an address', {
    field: 'endpointAddress',
    remedy: 'ask again',
  })
}

/**
 * Asks AWS IoT where devices of this account and region connect. The answer is the account's for good: ask once a process.
 *
 * @throws {CallError} what AWS answered; {AdapterError} `answer-malformed`
 * @see AWS IoT API Reference, "DescribeEndpoint"
 *
 * @example
 * ```ts
 * import { describeEndpoints } from '@thingplan/aws-adapter/vending'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const { roots } = await describeEndpoints(client)
 * roots.length // => 4
 * ```
 */
export const describeEndpoints = async (client: EndpointCalls): Promise<Endpoints> => {
  const [dataEndpoint, credentialProviderEndpoint] = await Promise.all([
    addressOf(client, 'iot:Data-ATS'),
    addressOf(client, 'iot:CredentialProvider'),
  ])
  return Object.freeze({ dataEndpoint, credentialProviderEndpoint, roots: amazonRoots() })
}
