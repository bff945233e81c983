import { CreateThingGroupCommand, DescribeThingGroupCommand } from '@aws-sdk/client-iot'
import { AdapterError } from '../error/adapter-error.js'
import { callAws, callUnless } from '../error/call-aws.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient } from '../options/required-option.js'
import { textOption } from '../options/text-option.js'
import type { CoreGroupCalls } from './greengrass-calls.js'

export interface EnsureCoreGroupOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: CoreGroupCalls
  /** 1 to 128 of `a-zA-Z0-9:_-`. */
  readonly thingGroupName: string
}

export interface EnsuredCoreGroup {
  readonly outcome: 'created' | 'unchanged'
  /** What a deployment of Greengrass V2 names as its target. */
  readonly thingGroupArn: string
}

/**
 * Makes sure of the thing group that deployments to cores are made to. Provisioning templates do not create groups, so that it
 * has to exist before the first core comes.
 *
 * It converges. A group that exists is good as it is, unless it is dynamic: nothing can be added to those.
 *
 * @param options - both are required
 * @throws {AdapterError} `adapter-option`, also for a dynamic group; `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT Greengrass V2 Developer Guide, "Set up AWS IoT fleet provisioning for Greengrass core devices"
 *
 * @example
 * ```ts
 * import { ensureCoreGroup } from '@thingplan/aws-adapter/greengrass'
 *
 * // In place of an `IoTClient`.
 * const client = { send: async () => ({ thingGroupArn: 'arn:aws:iot:eu-central-1:123456789012:thinggroup/cores' }) }
 * const { outcome } = await ensureCoreGroup({ client, thingGroupName: 'cores' })
 * outcome // => 'created'
 * ```
 */
export const ensureCoreGroup = async (options: EnsureCoreGroupOptions): Promise<EnsuredCoreGroup> => {
  refuseUnknownOptions('ensureCoreGroup', options, ['client', 'thingGroupName'])
  const { client } = options
  requireClient(client, 'client')
  const field = 'thingGroupName'
  const nameText = { pattern: /^[a-zA-Z0-9:_-]{1,128}$/, wanted: '1 to 128 of `a-zA-Z0-9:_-`' }
  const thingGroupName = textOption(field, options.thingGroupName, nameText)
  const subject = { field, value: thingGroupName }
  const created = await callUnless('ResourceAlreadyExistsException', 'CreateThingGroup', subject, () =>
    client.send(new CreateThingGroupCommand({ thingGroupName })),
  )
  // The same call also succeeds for a group that exists with the same properties, which is then as good as new.
  const group =
    created ??
    (await callAws('DescribeThingGroup', subject, () => client.send(new DescribeThingGroupCommand({ thingGroupName }))))
  if ('queryString' in group && group.queryString !== undefined) {
    throw new AdapterError('adapter-option', 'the thing group is dynamic', {
      ...subject,
      remedy: 'give a name that no dynamic group has',
    })
  }
  const { thingGroupArn } = group
  if (thingGroupArn === undefined) {
    throw new AdapterError('answer-malformed', 'AWS answered without `thingGroupArn`', { field: 'thingGroupArn' })
  }
  return { outcome: created === undefined ? 'unchanged' : 'created', thingGroupArn }
}
