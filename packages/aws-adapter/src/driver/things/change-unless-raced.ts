import type { StepResult, UpdateThingStep } from '@thingplan/core'
import type { IotWorld } from '../iot-world.js'
import { interruptStep } from '../step-failure.js'
import type { Lack } from './lack-of.js'
import type { OwnedThingStep } from './owner-stamp.js'
import { type RegisteredThing, readThing } from './read-thing.js'
import { updateThing } from './update-thing.js'

/** How often a thing that others change at the same time is read again. */
const rounds = 3

/**
 * Reads a thing and changes what it lacks, provided that nobody has changed it in between: else it is read and judged anew.
 *
 * @param judge - tells what the thing lacks, or refuses it; there may be no such thing
 */
export const changeUnlessRaced = async (
  step: OwnedThingStep | UpdateThingStep,
  world: IotWorld,
  judge: (thing: RegisteredThing | undefined) => Promise<Lack>,
): Promise<StepResult> => {
  const { thingName } = step
  for (let round = 0; round < rounds; round += 1) {
    const thing = await readThing(thingName, step, world)
    const lack = await judge(thing)
    if (lack === undefined) return { outcome: 'already-done' }
    const change = { thingName, ...lack, expectedVersion: thing?.version }
    if ((await updateThing(change, step, world)) === 'done') return { outcome: 'done' }
  }
  throw interruptStep(step, 'others keep changing the thing')
}
