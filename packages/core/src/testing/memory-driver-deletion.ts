import type { StepResult } from '../plan/driver.js'
import type { Plan } from '../plan/plan.js'
import type { DeleteCertificateStep } from '../plan/step/delete-certificate.js'
import type { DeletePolicyStep } from '../plan/step/delete-policy.js'
import type { DeleteThingStep } from '../plan/step/delete-thing.js'
import { StepError } from '../plan/step-error.js'
import type { MemoryRegistry, MemoryThing } from './memory-driver-registry.js'
import { ownerAttribute } from './memory-driver-things.js'

type Outcome = StepResult['outcome']

const attached = (what: string, to: string, field: string): StepError =>
  new StepError('step-retryable', `${what} is still attached to ${to}`, { field, remedy: 'detach it first' })

/** DeleteCertificate: not while it is ACTIVE, has a policy, or has a thing. */
export const deleteCertificateInMemory = (
  { certificates, things }: MemoryRegistry,
  { certificateId }: DeleteCertificateStep,
): Outcome => {
  const certificate = certificates.get(certificateId)
  if (certificate === undefined) return 'already-done'
  if (certificate.status === 'ACTIVE') {
    const message = `certificate \`${certificateId}\` is ACTIVE`
    throw new StepError('certificate-state-changed', message, { field: 'certificateId', value: certificate.status })
  }
  const [policyName] = certificate.policies
  if (policyName !== undefined) throw attached('the certificate', `policy \`${policyName}\``, 'certificateId')
  const holder = [...things].find(([, { principals }]) => principals.has(certificateId))
  if (holder !== undefined) throw attached('the certificate', `thing \`${holder[0]}\``, 'certificateId')
  certificates.delete(certificateId)
  return 'done'
}

/** DeletePolicy: not while it is attached. */
export const deletePolicyInMemory = (
  { certificates, policies }: MemoryRegistry,
  { policyName }: DeletePolicyStep,
): Outcome => {
  const holder = [...certificates].find(([, certificate]) => certificate.policies.has(policyName))
  if (holder !== undefined) throw attached('the policy', `certificate \`${holder[0]}\``, 'policyName')
  return policies.delete(policyName) ? 'done' : 'already-done'
}

/** A plan removes a thing of its own certificate, or of one that it has taken from it; one that has passed on stays. */
const checkOwner = (thing: MemoryThing, { thingName }: DeleteThingStep, { certificateId, steps }: Plan): void => {
  const owner = thing.attributes.get(ownerAttribute)
  const isTaken = steps.some(
    (step) => step.kind === 'detach-thing' && step.thingName === thingName && step.certificateId === owner,
  )
  if (owner === undefined || owner === certificateId || isTaken) return
  throw new StepError('thing-owned-by-another', `thing \`${thingName}\` belongs to certificate \`${owner}\``, {
    owner,
    field: 'thingName',
    value: thingName,
    remedy: 'look at the device as it is today, and plan anew',
  })
}

/** DeleteThing: not while a certificate is attached. */
export const deleteThingInMemory = ({ things }: MemoryRegistry, step: DeleteThingStep, plan?: Plan): Outcome => {
  const { thingName } = step
  const thing = things.get(thingName)
  if (thing !== undefined && plan !== undefined) checkOwner(thing, step, plan)
  const [certificateId] = thing?.principals.keys() ?? []
  if (certificateId !== undefined) throw attached('the thing', `certificate \`${certificateId}\``, 'thingName')
  return things.delete(thingName) ? 'done' : 'already-done'
}
