import { UpdateThingCommand } from '@aws-sdk/client-iot'
import type { Step } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep } from '../step-failure.js'

export interface ThingChange {
  readonly thingName: string
  /** Added to what the thing has; an empty value takes one away, and nothing else is. */
  readonly attributes: Readonly<Record<string, string>>
  readonly thingTypeName?: string
  readonly expectedVersion: number | undefined
}

/** Changes a thing, unless somebody else has changed it since it was read. */
export const updateThing = async (change: ThingChange, step: Step, { client }: IotWorld): Promise<'done' | 'raced'> => {
  const { thingName, attributes, thingTypeName, expectedVersion } = change
  const updated = await attempt(
    'UpdateThing',
    client.send(
      new UpdateThingCommand({
        thingName,
        attributePayload: { attributes, merge: true },
        ...(thingTypeName === undefined ? {} : { thingTypeName }),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      }),
    ),
  )
  if (updated.ok) return 'done'
  if (updated.failure.name === 'VersionConflictException') return 'raced'
  throw failStep(step, updated.failure)
}
