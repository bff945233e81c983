import { CertificateError } from '../certificate/certificate-error.js'
import { readCertificate } from '../certificate/read-certificate.js'
import type { StepResult } from '../plan/driver.js'
import type { Plan } from '../plan/plan.js'
import type { AttachThingStep } from '../plan/step/attach-thing.js'
import type { EnsurePolicyStep } from '../plan/step/ensure-policy.js'
import type { EnsureThingTypeStep } from '../plan/step/ensure-thing-type.js'
import type { RegisterCertificateStep } from '../plan/step/register-certificate.js'
import type { SetCertificateStatusStep } from '../plan/step/set-certificate-status.js'
import type { Step } from '../plan/step/step.js'
import { StepError } from '../plan/step-error.js'
import { samePolicyDocument } from '../policy/same-policy-document.js'
import { deleteCertificateInMemory, deletePolicyInMemory, deleteThingInMemory } from './memory-driver-deletion.js'
import type { MemoryRegistry } from './memory-driver-registry.js'
import { ensureThingInMemory, setThingOwnerInMemory, updateThingInMemory } from './memory-driver-things.js'

type Outcome = StepResult['outcome']

const existing = <Value>(map: ReadonlyMap<string, Value>, what: string, name: string): Value => {
  const value = map.get(name)
  if (value !== undefined) return value
  throw new StepError('prerequisite-missing', `${what} \`${name}\` does not exist`, { value: name })
}

const add = (set: Set<string>, value: string): Outcome => {
  if (set.has(value)) return 'already-done'
  set.add(value)
  return 'done'
}

const ensureThingType = ({ thingTypes }: MemoryRegistry, step: EnsureThingTypeStep): Outcome => {
  const { thingTypeName, searchableAttributes } = step
  const found = thingTypes.get(thingTypeName)
  if (found === undefined) {
    thingTypes.set(thingTypeName, searchableAttributes)
    return 'done'
  }
  if ([...found].sort().join() === [...searchableAttributes].sort().join()) return 'already-done'
  const message = `thing type \`${thingTypeName}\` has other searchable attributes`
  throw new StepError('thing-type-differs', message, { field: 'searchableAttributes', value: found.join(', ') })
}

const ensurePolicy = ({ policies }: MemoryRegistry, { policyName, document }: EnsurePolicyStep): Outcome => {
  const found = policies.get(policyName)
  if (found === undefined) {
    policies.set(policyName, document)
    return 'done'
  }
  if (samePolicyDocument(found, document)) return 'already-done'
  throw new StepError('policy-differs', `policy \`${policyName}\` has another document`, { value: policyName })
}

const attachThing = ({ things, certificates }: MemoryRegistry, step: AttachThingStep): Outcome => {
  const { thingName, certificateId, principal } = step
  const { principals } = existing(things, 'thing', thingName)
  existing(certificates, 'certificate', certificateId)
  if (principals.get(certificateId) === principal) return 'already-done'
  const elsewhere = [...things].filter(([name, thing]) => name !== thingName && thing.principals.has(certificateId))
  if (elsewhere.some(([, thing]) => principal === 'exclusive' || thing.principals.get(certificateId) === 'exclusive')) {
    throw new StepError('step-refused', `certificate \`${certificateId}\` is attached to another thing exclusively`)
  }
  principals.set(certificateId, principal)
  return 'done'
}

const idOf = (certificatePem: string): string | undefined => {
  try {
    return readCertificate(certificatePem).id
  } catch (error) {
    if (error instanceof CertificateError) return undefined
    throw error
  }
}

const registerCertificate = ({ certificates }: MemoryRegistry, step: RegisterCertificateStep): Outcome => {
  const { certificateId, certificatePem } = step
  if (idOf(certificatePem) !== certificateId) {
    const message = `the PEM is not that of certificate \`${certificateId}\``
    throw new StepError('step-refused', message, { field: 'certificatePem' })
  }
  if (certificates.has(certificateId)) return 'already-done'
  certificates.set(certificateId, { status: 'INACTIVE', policies: new Set() })
  return 'done'
}

const setCertificateStatus = (
  { certificates }: MemoryRegistry,
  step: SetCertificateStatusStep,
  purpose: Plan['purpose'] | undefined,
): Outcome => {
  // A removal that is gone through again finds what it has deleted gone.
  if (purpose === 'remove' && !certificates.has(step.certificateId)) return 'already-done'
  const certificate = existing(certificates, 'certificate', step.certificateId)
  if (certificate.status === step.status) return 'already-done'
  if (!step.expects.includes(certificate.status)) {
    const message = `certificate \`${step.certificateId}\` is ${certificate.status}, not ${step.expects.join(' or ')}`
    throw new StepError('certificate-state-changed', message, {
      field: 'status',
      value: certificate.status,
      remedy: 'decide anew',
    })
  }
  certificate.status = step.status
  return 'done'
}

/** Makes a step's words true in the registry, and says whether they were before. */
export const performInMemory = (registry: MemoryRegistry, step: Step, plan?: Plan): Outcome => {
  switch (step.kind) {
    case 'ensure-thing-type':
      return ensureThingType(registry, step)
    case 'ensure-thing-group':
      return add(registry.thingGroups, step.thingGroupName)
    case 'ensure-billing-group':
      return add(registry.billingGroups, step.billingGroupName)
    case 'ensure-thing':
      return ensureThingInMemory(registry, step)
    case 'update-thing':
      return updateThingInMemory(registry, step)
    case 'set-thing-owner':
      return setThingOwnerInMemory(registry, step)
    case 'ensure-policy':
      return ensurePolicy(registry, step)
    case 'attach-policy':
      existing(registry.policies, 'policy', step.policyName)
      return add(existing(registry.certificates, 'certificate', step.certificateId).policies, step.policyName)
    case 'detach-policy':
      return registry.certificates.get(step.certificateId)?.policies.delete(step.policyName) ? 'done' : 'already-done'
    case 'attach-thing':
      return attachThing(registry, step)
    case 'detach-thing':
      return registry.things.get(step.thingName)?.principals.delete(step.certificateId) ? 'done' : 'already-done'
    case 'add-to-thing-group': {
      const { thingGroups } = existing(registry.things, 'thing', step.thingName)
      if (registry.thingGroups.has(step.thingGroupName)) return add(thingGroups, step.thingGroupName)
      throw new StepError('prerequisite-missing', `thing group \`${step.thingGroupName}\` does not exist`)
    }
    case 'remove-from-thing-group':
      return registry.things.get(step.thingName)?.thingGroups.delete(step.thingGroupName) ? 'done' : 'already-done'
    case 'register-certificate':
      return registerCertificate(registry, step)
    case 'set-certificate-status':
      return setCertificateStatus(registry, step, plan?.purpose)
    case 'delete-certificate':
      return deleteCertificateInMemory(registry, step)
    case 'delete-policy':
      return deletePolicyInMemory(registry, step)
    case 'delete-thing':
      return deleteThingInMemory(registry, step, plan)
  }
}

/** Takes an attachment back; everything else stays. */
export const undoInMemory = (
  registry: MemoryRegistry,
  step: Step,
  { certificateId }: Pick<Plan, 'certificateId'>,
): 'undone' | 'left' => {
  const status = registry.certificates.get(certificateId)?.status
  if (status !== 'PENDING_ACTIVATION' && status !== 'REVOKED') return 'left'
  switch (step.kind) {
    case 'attach-policy':
      registry.certificates.get(step.certificateId)?.policies.delete(step.policyName)
      return 'undone'
    case 'attach-thing':
      registry.things.get(step.thingName)?.principals.delete(step.certificateId)
      return 'undone'
    case 'add-to-thing-group':
      registry.things.get(step.thingName)?.thingGroups.delete(step.thingGroupName)
      return 'undone'
    default:
      return 'left'
  }
}
