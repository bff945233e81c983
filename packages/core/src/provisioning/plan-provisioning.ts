import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { addToThingGroup } from '../plan/step/add-to-thing-group.js'
import { attachPolicy } from '../plan/step/attach-policy.js'
import { attachThing } from '../plan/step/attach-thing.js'
import { ensurePolicy } from '../plan/step/ensure-policy.js'
import { ensureThing } from '../plan/step/ensure-thing.js'
import { registerCertificate } from '../plan/step/register-certificate.js'
import { removeFromThingGroup } from '../plan/step/remove-from-thing-group.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Step } from '../plan/step/step.js'
import { updateThing } from '../plan/step/update-thing.js'
import { checkInputs } from './evaluate/check-inputs.js'
import { checkPrerequisites } from './evaluate/check-prerequisites.js'
import { compiledProvisioning } from './evaluate/compile-provisioning.js'
import { deviceParameters } from './evaluate/device-parameters.js'
import { evaluatePolicies } from './evaluate/evaluate-policies.js'
import { evaluateStatus } from './evaluate/evaluate-status.js'
import { evaluateThing } from './evaluate/evaluate-thing.js'
import { identifyCertificate } from './evaluate/identify-certificate.js'
import { knownCertificateId } from './evaluate/known-certificate-id.js'
import { overrideThing } from './evaluate/override-thing.js'
import type { ProvisioningInputs } from './evaluate/provisioning-inputs.js'
import type { ProvisioningTemplate } from './provisioning-template.js'

/**
 * What AWS IoT would do with a template and a device, as a plan; or the reason why it would leave the device alone.
 *
 * AWS says that reason in no message: a device that JITP cannot provision stays PENDING_ACTIVATION. Templates make things
 * and policies; thing types, groups and policies that are only named have to exist.
 *
 * The plan is in the same vocabulary as every other, and so stricter than AWS in two ways: the certificate becomes ACTIVE
 * last, and a value with a wildcard never gets into a policy.
 *
 * @param template What `parseProvisioningTemplate` returned.
 * @param inputs JITP: `certificate`. Bulk: `parameters`, with `certificateId` where the template has a request certified. Fleet:
 *   `parameters`, the new certificate's `certificateId`, and the `claim`. `existing` says what is there already, for the
 *   override settings; without it nothing of the device is, and all that has to exist does.
 * @returns A frozen plan with purpose `register`.
 * @throws {ProvisioningError} `provisioning-parameter-missing`, `provisioning-ambiguous`, `provisioning-value-refused`,
 *   `provisioning-reference-unresolved`, `provisioning-too-large`, `provisioning-prerequisite-missing`,
 *   `provisioning-conflict`, `provisioning-certificate-missing`, `provisioning-option`.
 * @throws {CertificateError} where a bulk template registers a PEM that is no certificate.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/jit-provisioning.html
 *
 * @example
 * ```ts
 * import { parseProvisioningTemplate, planProvisioning } from '@thingplan/core/provisioning'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const commonName = 'AWS::IoT::Certificate::CommonName'
 * const template = parseProvisioningTemplate(
 *   {
 *     Parameters: { [commonName]: { Type: 'String' }, 'AWS::IoT::Certificate::Id': { Type: 'String' } },
 *     Resources: {
 *       thing: { Type: 'AWS::IoT::Thing', Properties: { ThingName: { Ref: commonName } } },
 *       certificate: {
 *         Type: 'AWS::IoT::Certificate',
 *         Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
 *       },
 *     },
 *   },
 *   'jitp',
 * )
 * const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
 * const account = { id: '123456789012', region: 'eu-central-1' }
 * const plan = planProvisioning(template, { certificate, account })
 * plan.steps.map((step) => step.kind) // => ['ensure-thing', 'attach-thing', 'set-certificate-status']
 * ```
 */
export const planProvisioning = (template: ProvisioningTemplate, inputs: ProvisioningInputs): Plan => {
  checkInputs(template.kind, inputs)
  const { account, name = `provisioning-${template.kind}`, existing = {}, overrideDefault = 'FAIL' } = inputs
  const provisioning = compiledProvisioning(template)
  const known = knownCertificateId(template.kind, inputs)
  const values = deviceParameters(template, inputs, known)
  for (const required of provisioning.required) values.value(required, `Parameters.${required}`)
  const { certificateId, registers } = identifyCertificate(provisioning, values, known)
  const thing = provisioning.thing && evaluateThing(provisioning.thing, values)
  const policies = evaluatePolicies(provisioning, values)
  for (const [, textOf] of provisioning.deviceConfiguration) textOf(values)
  checkPrerequisites(thing, policies, existing)

  const steps: Step[] = []
  /** What the certificate's status waits for: everything else. */
  const add = (step: Step): string => {
    steps.push(step)
    return step.id
  }
  const registered = registers ? [add(registerCertificate({ ...registers, certificateId, after: [] }))] : []
  for (const { policyName, document, scope } of policies) {
    const ensured = document === undefined ? [] : [add(ensurePolicy({ policyName, document, scope, after: [] }))]
    add(attachPolicy({ policyName, certificateId, after: [...registered, ...ensured] }))
  }
  if (thing !== undefined && provisioning.thing !== undefined) {
    const { thingName, thingTypeName, billingGroupName, attributes, thingGroupNames } = thing
    const change = existing.thing && overrideThing(provisioning.thing, thing, existing.thing, overrideDefault)
    const made: string[] = []
    if (change === undefined) {
      const own = { certificateId, ownership: 'off', adopt: true, after: [] } as const
      made.push(add(ensureThing({ thingName, thingTypeName, billingGroupName, attributes, ...own })))
    } else if (change.thingTypeName !== undefined || Object.keys(change.attributes).length > 0) {
      const { thingTypeName: newType, attributes: changed } = change
      made.push(add(updateThing({ thingName, thingTypeName: newType, attributes: changed, after: [] })))
    }
    add(attachThing({ thingName, certificateId, principal: 'shared', after: [...registered, ...made] }))
    for (const thingGroupName of change?.leaves ?? [])
      add(removeFromThingGroup({ thingName, thingGroupName, after: made }))
    for (const thingGroupName of change?.joins ?? thingGroupNames)
      add(addToThingGroup({ thingName, thingGroupName, after: made }))
  }
  const initial = registers ? 'INACTIVE' : 'PENDING_ACTIVATION'
  const status = evaluateStatus(provisioning, values, existing, overrideDefault, initial)
  if (status !== undefined) add(setCertificateStatus({ certificateId, ...status, after: steps.map(({ id }) => id) }))
  return createPlan({ registration: name, purpose: 'register', account, certificateId, steps })
}
