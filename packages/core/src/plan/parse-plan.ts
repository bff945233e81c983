import { quote } from '../error/quote.js'
import type { Account } from './account.js'
import { checkPlan } from './check-plan.js'
import { createPlan } from './create-plan.js'
import { malformed } from './parse/malformed.js'
import { step } from './parse/parse-step.js'
import { readJson } from './parse/read-json.js'
import { type ObjectReader, readObject } from './parse/read-object.js'
import { certificateId } from './parse/step-values.js'
import { listOf, oneOf, type Parse, text } from './parse/values.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

const version: Parse<1> = (value, at) => {
  if (value === 1) return value
  const found = typeof value === 'number' || typeof value === 'string' ? quote(String(value)) : 'no number'
  const newer = typeof value === 'number' && value > 1
  throw new PlanError('plan-version', `the plan's version is ${found}, this release knows ${quote('1')}`, {
    field: at,
    value: String(value),
    remedy: newer ? `use a release that knows version ${value}` : 'decide anew with this release',
  })
}

const registrationName = /* @__PURE__ */ text(/^[A-Za-z0-9_-]{1,128}$/, 'the name of a registration')

const account: Parse<Required<Account>> = (value, at) =>
  readObject(value, at, ({ field }) => ({
    id: field('id', text(/^[0-9]{12}$/, 'an account id: twelve digits')),
    region: field('region', text(/^[a-z0-9-]{1,64}$/, 'the name of a region')),
    partition: field('partition', oneOf('aws', 'aws-cn', 'aws-us-gov')),
  }))

const readPlan = ({ field }: ObjectReader): Plan => {
  // First, since a plan of another version may differ in everything else.
  field('version', version)
  return createPlan({
    registration: field('registration', registrationName),
    purpose: field('purpose', oneOf('register', 'issue', 'refuse', 'remove')),
    account: field('account', account),
    certificateId: field('certificateId', certificateId),
    steps: field('steps', listOf(step, { most: 1000 })),
  })
}

/**
 * Reads a plan that comes from outside: a file, a queue, an approval. Refuses whatever it does not know.
 *
 * Checked are its size, its JSON, its version, every field and nothing but these, names against what AWS takes, policy
 * documents, that ids follow from the content, that the steps can be done in the order given, that nothing is active
 * early, and that no other certificate than the plan's is given anything.
 *
 * @param json - JSON text of at most 1,048,576 characters, or the value that was parsed from it
 * @returns a deeply frozen copy, whose `JSON.stringify` is the text of the plan as it was made
 * @throws {PlanError} `plan-malformed`, `plan-version`, `plan-step-unknown`, `plan-order`, `plan-active-early`; `field` is the JSON path
 * @example
 * ```ts
 * import { parsePlan } from '@thingplan/core'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const text = JSON.stringify(planFixture({ thingName: 'pump-7' }))
 * parsePlan(text).steps.map(({ id }) => id).includes('ensure-thing:pump-7') // => true
 * JSON.stringify(parsePlan(text)) === text // => true
 * ```
 */
export const parsePlan = (json: unknown): Plan => {
  try {
    const plan = readObject(typeof json === 'string' ? readJson(json) : json, 'plan', readPlan)
    checkPlan(plan)
    return plan
  } catch (error) {
    if (error instanceof PlanError) throw error
    // Reading a value can run code of whoever made it: a getter, a proxy.
    throw malformed('plan', 'cannot be read', 'give JSON, or the value that was parsed from it')
  }
}
