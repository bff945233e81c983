import { CreateThingCommand } from '@aws-sdk/client-iot'
import type { EnsureThingStep, Plan } from '@thingplan/core'
import { type Attempt, attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { ownerAttribute, stampedAttributes } from './owner-stamp.js'

/** AWS documents three attributes for a thing without a type; some sources say three at every creation. */
const guaranteedAtCreation = 3

export interface ThingCreation {
  readonly created: Attempt<unknown>
  /** Attributes that did not fit into the creation. */
  readonly remaining: Readonly<Record<string, string>>
}

const create = (
  { thingName, thingTypeName, billingGroupName }: EnsureThingStep,
  attributes: Readonly<Record<string, string>>,
  { client }: IotWorld,
): Promise<Attempt<unknown>> =>
  attempt(
    'CreateThing',
    client.send(
      new CreateThingCommand({
        thingName,
        attributePayload: { attributes },
        ...(thingTypeName === undefined ? {} : { thingTypeName }),
        ...(billingGroupName === undefined ? {} : { billingGroupName }),
      }),
    ),
  )

/** Whose thing it is matters most, then what it is found by, then the order of the plan. */
const byImportance = (step: EnsureThingStep, plan: Plan): readonly [string, string][] => {
  const searchable = plan.steps.flatMap((other) =>
    other.kind === 'ensure-thing-type' && other.thingTypeName === step.thingTypeName ? other.searchableAttributes : [],
  )
  const rank = (name: string): number => {
    if (name === ownerAttribute) return 0
    return searchable.includes(name) ? 1 : 2
  }
  return Object.entries(stampedAttributes(step)).sort(([left], [right]) => rank(left) - rank(right))
}

/** Creates the thing with its three most important attributes; the others are for UpdateThing. */
const createWithThree = async (step: EnsureThingStep, plan: Plan, world: IotWorld): Promise<ThingCreation> => {
  const ranked = byImportance(step, plan)
  const created = await create(step, Object.fromEntries(ranked.slice(0, guaranteedAtCreation)), world)
  return { created, remaining: Object.fromEntries(ranked.slice(guaranteedAtCreation)) }
}

/**
 * Creates the thing with all its attributes; where AWS refuses more than three although the thing has a type, with three,
 * and the driver remembers that for the things to come.
 */
export const createThing = async (step: EnsureThingStep, plan: Plan, world: IotWorld): Promise<ThingCreation> => {
  const attributes = stampedAttributes(step)
  const isOverGuarantee = step.thingTypeName !== undefined && Object.keys(attributes).length > guaranteedAtCreation
  if (isOverGuarantee && world.memory.threeAttributesAtCreation) return createWithThree(step, plan, world)

  const created = await create(step, attributes, world)
  const isRefused = !created.ok && created.failure.name === 'InvalidRequestException'
  if (!isRefused || !isOverGuarantee) return { created, remaining: {} }

  const reduced = await createWithThree(step, plan, world)
  // Any other fault of the request would be refused again: only a success tells that it was the number.
  if (reduced.created.ok) world.memory.threeAttributesAtCreation = true
  return reduced
}
