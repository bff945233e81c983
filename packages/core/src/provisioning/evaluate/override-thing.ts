import { pathTo } from '../parse/inspection.js'
import { mostAttributes, mostGroups } from '../parse/read-thing.js'
import type { Override } from '../provisioning-template.js'
import type { CompiledThingResource } from './compile-thing.js'
import type { ExistingResources } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

/** A thing as the template makes it of one device. */
export interface EvaluatedThing {
  readonly thingName: string
  readonly thingTypeName: string | undefined
  readonly billingGroupName: string | undefined
  readonly attributes: Readonly<Record<string, string>>
  readonly thingGroupNames: readonly string[]
}

/** What the template changes of a thing that exists already. */
export interface ThingChange {
  readonly thingTypeName: string | undefined
  /** An empty value removes an attribute. */
  readonly attributes: Readonly<Record<string, string>>
  readonly joins: readonly string[]
  readonly leaves: readonly string[]
}

type Existing = NonNullable<ExistingResources['thing']>
type Part = keyof CompiledThingResource['overrides']

const changedAttributes = (override: Override, wanted: EvaluatedThing, existing: Existing): Record<string, string> => {
  if (override === 'DO_NOTHING') return {}
  const changed = Object.entries(wanted.attributes).filter(([name, value]) => existing.attributes[name] !== value)
  const removed = Object.keys(existing.attributes).filter((name) => !Object.hasOwn(wanted.attributes, name))
  return Object.fromEntries([...changed, ...(override === 'REPLACE' ? removed.map((name) => [name, '']) : [])])
}

/** No override setting is documented for a billing group, so it may only be the one that the thing is in. */
const checkBillingGroup = (path: string, { billingGroupName }: EvaluatedThing, existing: string | undefined): void => {
  if (billingGroupName === undefined || billingGroupName === existing) return
  const message = 'is another than that of the thing, and no override setting is documented for it'
  const remedy = 'move the thing to the billing group, or leave it out of the template'
  throw refuseDevice('provisioning-conflict', `${path}.Properties.BillingGroup`, message, remedy, billingGroupName)
}

/** A thing that exists brings attributes and groups of its own. */
const checkQuotas = (
  path: string,
  { attributes, joins, leaves, thingTypeName }: ThingChange,
  existing: Existing,
): void => {
  const names = new Set(Object.keys(existing.attributes))
  for (const [name, value] of Object.entries(attributes)) {
    if (value === '') names.delete(name)
    else names.add(name)
  }
  const most = mostAttributes((thingTypeName ?? existing.thingTypeName) !== undefined)
  const groups = (existing.thingGroupNames?.length ?? 0) + joins.length - leaves.length
  const refuse = (part: string, count: number, quota: number): void => {
    if (count <= quota) return
    const message = `would come to ${count} with those of the thing, AWS takes ${quota}`
    const remedy = 'remove some from the thing, or have the template replace them'
    throw refuseDevice('provisioning-value-refused', `${path}.Properties.${part}`, message, remedy)
  }
  if (Object.keys(attributes).length > 0) refuse('AttributePayload', names.size, most)
  if (joins.length > 0) refuse('ThingGroups', groups, mostGroups)
}

/** What becomes of a thing that exists, by the override settings. */
export const overrideThing = (
  { path, overrides }: CompiledThingResource,
  wanted: EvaluatedThing,
  existing: Existing,
  overrideDefault: Exclude<Override, 'MERGE'>,
): ThingChange => {
  const overrideOf = (part: Part, isWanted: boolean): Override => {
    const override = overrides[part] ?? overrideDefault
    if (override !== 'FAIL' || !isWanted) return isWanted ? override : 'DO_NOTHING'
    const why = overrides[part] === undefined ? ', and no override setting says what happens then' : ''
    const remedy = 'set `OverrideSettings`, or remove the thing first'
    throw refuseDevice(
      'provisioning-conflict',
      pathTo(path, `Properties.${part}`),
      `exists already${why}`,
      remedy,
      wanted.thingName,
    )
  }
  const { thingGroupNames: groups = [], billingGroupName } = existing
  checkBillingGroup(path, wanted, billingGroupName)
  const attributes = overrideOf('AttributePayload', Object.keys(wanted.attributes).length > 0)
  const typeName = overrideOf('ThingTypeName', wanted.thingTypeName !== undefined)
  const membership = overrideOf('ThingGroups', wanted.thingGroupNames.length > 0)
  const keepsGroups = membership === 'DO_NOTHING'
  const change: ThingChange = {
    thingTypeName:
      typeName === 'REPLACE' && wanted.thingTypeName !== existing.thingTypeName ? wanted.thingTypeName : undefined,
    attributes: changedAttributes(attributes, wanted, existing),
    joins: keepsGroups ? [] : wanted.thingGroupNames.filter((group) => !groups.includes(group)),
    leaves: membership === 'REPLACE' ? groups.filter((group) => !wanted.thingGroupNames.includes(group)) : [],
  }
  checkQuotas(path, change, existing)
  return change
}
