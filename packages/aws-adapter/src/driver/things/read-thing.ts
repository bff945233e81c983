import { DescribeThingCommand } from '@aws-sdk/client-iot'
import type { Step } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep } from '../step-failure.js'

/** A thing as it is in the registry. */
export interface RegisteredThing {
  readonly attributes: ReadonlyMap<string, string>
  readonly thingTypeName: string | undefined
  readonly billingGroupName: string | undefined
  /** Grows with each change; what a change names as `expectedVersion`. */
  readonly version: number | undefined
}

/** Reads a thing; `undefined` where there is none of that name. */
export const readThing = async (
  thingName: string,
  step: Step,
  { client }: IotWorld,
): Promise<RegisteredThing | undefined> => {
  const described = await attempt('DescribeThing', client.send(new DescribeThingCommand({ thingName })))
  if (!described.ok) {
    if (described.failure.kind === 'missing-prerequisite') return undefined
    throw failStep(step, described.failure)
  }
  const { attributes, thingTypeName, billingGroupName, version } = described.answer
  return { attributes: new Map(Object.entries(attributes ?? {})), thingTypeName, billingGroupName, version }
}
