import { outlineSteps, type Plan, type Registration, type Step } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { driftOption } from '../options/drift-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { checkIamAccount, checkPlanAccount, type IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type Permission, policyOf } from './permission.js'
import { claimPermissions, verifierPermissions } from './source-permissions.js'
import { type AnyStep, stepPermissions } from './step-permissions.js'

/** Where the role works, and what it does beside executing plans. */
export interface RequiredIamPolicyOptions extends IamAccount {
  /** As the driver's option. Default `refuse`. */
  readonly onPolicyDrift?: 'refuse' | 'update'
  /**
   * ARNs of the functions that `lambdaVerifier` invokes, by the names of the verifiers that the registration asks. An ARN must be the
   * one that is invoked: with its version or alias, if there is one. Default: none.
   */
  readonly verifierFunctions?: Readonly<Record<string, string>>
  /** ARN of the table of `createDynamoDbClaimStore`. Default: none. */
  readonly claimTable?: string
}

export const requiredIamPolicyOptions: readonly (keyof RequiredIamPolicyOptions)[] = [
  'partition',
  'region',
  'accountId',
  'onPolicyDrift',
  'verifierFunctions',
  'claimTable',
]

const outlineStep = (step: Step): AnyStep =>
  step.kind === 'ensure-thing' ? { ...step, hasAttributes: Object.keys(step.attributes).length > 0 } : step

/** A handler asks and claims; whoever executes a plan does neither. */
const refuseHandlerOptions = (options: RequiredIamPolicyOptions): void => {
  const field = (['verifierFunctions', 'claimTable'] as const).find((option) => options[option] !== undefined)
  if (field === undefined) return
  throw new AdapterError('adapter-option', `executing a plan does not need \`${field}\``, {
    field,
    remedy: 'give the registration in place of the plan, or leave it out',
  })
}

const handlerPermissions = (
  registration: Registration,
  { verifierFunctions = {}, claimTable }: RequiredIamPolicyOptions,
): readonly Permission[] => [
  ...verifierPermissions(registration, verifierFunctions),
  ...(claimTable === undefined ? [] : claimPermissions(claimTable)),
]

/** What every plan of a registration takes, and the handler around them. */
export const registrationPermissions = (
  registration: Registration,
  options: RequiredIamPolicyOptions,
): readonly Permission[] => {
  const onPolicyDrift = driftOption(options.onPolicyDrift)
  return [
    ...outlineSteps(registration).flatMap((step) => stepPermissions(step, options, onPolicyDrift)),
    ...handlerPermissions(registration, options),
  ]
}

/**
 * The least that the role must be allowed which executes a plan, or every plan of a registration, with `createIotDriver`.
 *
 * Each action is allowed on the resources that AWS authorises it on, in one account and region: by their names for a plan; for a
 * registration by what its templates say before the first value of a certificate and behind the last one. It includes what the
 * driver does when something is missing or exists already, and the way back after a failure. Log groups, queues and whatever
 * else the function around has are not in it.
 *
 * @param source - a plan, or a registration for all plans that it can make, and for the handler around them
 * @param options - `partition`, `region` and `accountId` of the role's AWS IoT, literal or as references that a deployment resolves;
 *   see `RequiredIamPolicyOptions` for the others
 * @returns an IAM policy document in plain JSON, one statement for each set of resources; without statements where a plan has no
 *   steps
 * @throws {AdapterError} `adapter-option` for an option that is missing, malformed, does not exist, or is not the plan's;
 *   `plan-name` for a plan with a name that AWS IoT does not take
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT".
 * @example
 * ```ts
 * import { requiredIamPolicy } from '@thingplan/aws-adapter'
 * import { defineRegistration } from '@thingplan/core'
 *
 * const gates = defineRegistration({
 *   name: 'gates',
 *   rules: [],
 *   profiles: [{ thing: { name: 'gate-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const policy = requiredIamPolicy(gates, { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' })
 * policy.Statement.at(-1)?.Action // => ['iot:CreateThing', 'iot:DescribeThing']
 * policy.Statement.at(-1)?.Resource // => ['arn:aws:iot:eu-central-1:123456789012:thing/gate-*']
 * ```
 */
export const requiredIamPolicy = (
  source: Registration | Plan,
  options: RequiredIamPolicyOptions,
): IamPolicyDocument => {
  refuseUnknownOptions('requiredIamPolicy', options, requiredIamPolicyOptions)
  const account = checkIamAccount(options)
  const onPolicyDrift = driftOption(options.onPolicyDrift)
  if (!('steps' in source)) return policyOf(registrationPermissions(source, options))
  checkPlanAccount(account, source)
  refuseHandlerOptions(options)
  return policyOf(source.steps.flatMap((step) => stepPermissions(outlineStep(step), account, onPolicyDrift)))
}
