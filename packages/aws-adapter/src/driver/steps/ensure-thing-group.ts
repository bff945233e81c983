import { CreateThingGroupCommand } from '@aws-sdk/client-iot'
import type { EnsureThingGroupStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep } from '../step-failure.js'

/** Creates the static thing group; one that exists is good as it is, whatever its parent and description. */
export const createThingGroup = async (step: EnsureThingGroupStep, { client }: IotWorld): Promise<void> => {
  const { thingGroupName } = step
  const created = await attempt('CreateThingGroup', client.send(new CreateThingGroupCommand({ thingGroupName })))
  if (!created.ok && created.failure.kind !== 'already-done') throw failStep(step, created.failure)
}
