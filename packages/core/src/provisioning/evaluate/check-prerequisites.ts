import { quote } from '../../error/quote.js'
import type { EvaluatedPolicy } from './compile-policy.js'
import type { EvaluatedThing } from './override-thing.js'
import type { ExistingResources } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

/** Refuses what names a type, group or policy that does not exist: templates make none of these. */
export const checkPrerequisites = (
  thing: EvaluatedThing | undefined,
  policies: readonly EvaluatedPolicy[],
  { thingTypeNames, thingGroupNames, billingGroupNames, policyNames }: ExistingResources,
): void => {
  const demand = (what: string, wanted: readonly string[], existing: readonly string[] | undefined): void => {
    const missing = existing && wanted.find((name) => !existing.includes(name))
    if (missing === undefined) return
    const message = `needs the ${what} ${quote(missing)}, which does not exist`
    throw refuseDevice(
      'provisioning-prerequisite-missing',
      'Resources',
      message,
      'make it first: templates do not',
      missing,
    )
  }
  const listOf = (name: string | undefined): string[] => (name === undefined ? [] : [name])
  demand('thing type', listOf(thing?.thingTypeName), thingTypeNames)
  demand('thing group', thing?.thingGroupNames ?? [], thingGroupNames)
  demand('billing group', listOf(thing?.billingGroupName), billingGroupNames)
  const named = policies.filter(({ document }) => document === undefined)
  demand(
    'policy',
    named.map(({ policyName }) => policyName),
    policyNames,
  )
}
