import { DescribeThingCommand, ListThingGroupsForThingCommand, ListThingPrincipalsCommand } from '@aws-sdk/client-iot'
import { callAws, callUnless } from '../error/call-aws.js'
import type { DeviceCalls } from './device-calls.js'
import type { ThingState } from './device-state.js'
import { readPages } from './read-pages.js'

const certificateOf = (principal: string): string | undefined => /:cert\/([0-9a-f]{64})$/.exec(principal)?.[1]

/**
 * Reads a thing; `undefined` where there is none of that name.
 *
 * @throws {CallError}
 */
export const readThingState = async (thingName: string, client: DeviceCalls): Promise<ThingState | undefined> => {
  const subject = { field: 'thingName', value: thingName }
  const described = await callUnless('ResourceNotFoundException', 'DescribeThing', subject, () =>
    client.send(new DescribeThingCommand({ thingName })),
  )
  if (described === undefined) return undefined
  const [principals, groups] = await Promise.all([
    readPages(async (nextToken) => {
      const command = new ListThingPrincipalsCommand({ thingName, nextToken })
      const page = await callAws('ListThingPrincipals', subject, () => client.send(command))
      return { items: page.principals, next: page.nextToken }
    }),
    readPages(async (nextToken) => {
      const command = new ListThingGroupsForThingCommand({ thingName, nextToken })
      const page = await callAws('ListThingGroupsForThing', subject, () => client.send(command))
      return { items: page.thingGroups, next: page.nextToken }
    }),
  ])
  const { attributes = {}, thingTypeName } = described
  return {
    thingName,
    ...(thingTypeName === undefined ? {} : { thingTypeName }),
    attributes,
    thingGroups: groups.flatMap(({ groupName }) => groupName ?? []),
    certificates: principals.flatMap((principal) => certificateOf(principal) ?? []),
    otherPrincipals: principals.filter((principal) => certificateOf(principal) === undefined),
  }
}
