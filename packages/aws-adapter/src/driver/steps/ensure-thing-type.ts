import { CreateThingTypeCommand, DescribeThingTypeCommand } from '@aws-sdk/client-iot'
import type { EnsureThingTypeStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep, refuseStep } from '../step-failure.js'

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((name) => right.includes(name))

/** Refuses a thing type that is searched by other attributes: they cannot be changed after creation. */
const compareThingType = async (step: EnsureThingTypeStep, { client }: IotWorld): Promise<void> => {
  const { thingTypeName } = step
  const described = await attempt('DescribeThingType', client.send(new DescribeThingTypeCommand({ thingTypeName })))
  if (!described.ok) throw failStep(step, described.failure)
  const existing = described.answer.thingTypeProperties?.searchableAttributes ?? []
  if (isSameSet(existing, step.searchableAttributes)) return
  const message = `the thing type exists and is searched by other attributes: ${existing.join(', ') || 'none'}`
  throw refuseStep(step, 'thing-type-differs', message, {
    remedy: 'plan with the searchable attributes that it has, or with a thing type of another name',
  })
}

/** Creates the thing type; one that has been created meanwhile is compared. */
export const createThingType = async (step: EnsureThingTypeStep, world: IotWorld): Promise<void> => {
  const { thingTypeName, searchableAttributes } = step
  const created = await attempt(
    'CreateThingType',
    world.client.send(
      new CreateThingTypeCommand({
        thingTypeName,
        thingTypeProperties: { searchableAttributes: [...searchableAttributes] },
      }),
    ),
  )
  if (created.ok) return
  if (created.failure.kind !== 'conflict') throw failStep(step, created.failure)
  await compareThingType(step, world)
}
