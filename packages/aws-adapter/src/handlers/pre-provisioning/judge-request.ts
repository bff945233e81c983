import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import {
  type Answers,
  type Certificate,
  type CertificateDescription,
  CertificateError,
  type Decision,
  decide,
  type Facts,
  type Registration,
  readCertificate,
  type Sha256,
} from '@thingplan/core'
import { subjectOf } from '@thingplan/core/audit'
import { callAws } from '../../error/call-aws.js'
import { CallError } from '../../error/call-error.js'
import { askVerifiers } from '../../sources/ask-verifiers.js'
import { deny, denyError } from './deny.js'
import { deviceCertificate } from './device-certificate.js'
import { findThingOwner } from './find-thing-owner.js'
import type { HookCalls } from './hook-calls.js'
import type { CheckedHookOptions } from './hook-options.js'
import { renderOverrides } from './parameter-overrides.js'
import type { ProvisioningRequest } from './parse-provisioning-request.js'
import type { DeniedProvisioning, ProvisioningOutcome } from './provisioning-outcome.js'

/** What judging a request has to work with. */
export interface HookWorld extends CheckedHookOptions {
  readonly registration: Registration
  readonly client: HookCalls | undefined
  readonly clock: () => Date
  readonly sha256: Sha256
}

/** What is left for the decision when a verifier has used up its time: then it is undecided, and not merely late. */
const afterVerifiersMs = 50

/** The certificate of the request; what is wrong with it, where it is not that. */
const read = (request: ProvisioningRequest, { sha256 }: HookWorld): Certificate | DeniedProvisioning => {
  const { certificatePem, certificateId } = request
  const about = { request, field: 'certificatePem' }
  try {
    const certificate = readCertificate(certificatePem, { sha256 })
    if (certificate.id === certificateId) return certificate
    const message = 'the certificate is not the one that the request names'
    return deny('certificate-unreadable', { ...about, message, code: 'certificate-id-mismatch' })
  } catch (error) {
    if (!(error instanceof CertificateError) || error.code === 'certificate-option') throw error
    const { code, message, remedy } = error
    return deny('certificate-unreadable', {
      ...about,
      message: `the certificate cannot be read: ${message}`,
      code,
      remedy,
    })
  }
}

const describe = async (certificateId: string, client: HookCalls): Promise<CertificateDescription> => {
  const subject = { field: 'certificateId', value: certificateId }
  const command = new DescribeCertificateCommand({ certificateId })
  const { certificateDescription = {} } = await callAws('DescribeCertificate', subject, () => client.send(command))
  const { certificateArn = '', status = 'INACTIVE', certificatePem = '', ...rest } = certificateDescription
  return {
    certificateArn,
    // What is not there is not what the certificate says, and refused by that name.
    certificateId: rest.certificateId ?? '',
    status,
    certificatePem,
    caCertificateId: rest.caCertificateId,
    ownedBy: rest.ownedBy,
    certificateMode: rest.certificateMode,
  }
}

const decideWithAnswers = async (
  facts: Facts,
  { registration, verifiers, deadlineMs }: HookWorld,
): Promise<[Decision, Facts]> => {
  const decision = decide(registration, facts)
  if (decision.verdict !== 'undecided') return [decision, facts]
  const timeoutMs = Math.max(1, deadlineMs - afterVerifiersMs)
  const answers: Answers = { verifiers: await askVerifiers(decision.questions, facts, verifiers, timeoutMs) }
  const answered = { ...facts, answers }
  return [decide(registration, answered), answered]
}

/** Decides, and where the thing turns out to be another's, decides once more with that. */
const decideOnThing = async (facts: Facts, world: HookWorld): Promise<Decision> => {
  const [decision, answered] = await decideWithAnswers(facts, world)
  if (decision.verdict !== 'accept' || world.client === undefined) return decision
  const thingOwner = await findThingOwner(decision.plan, world.client)
  if (thingOwner === undefined) return decision
  return decide(world.registration, { ...answered, answers: { ...answered.answers, thingOwner } })
}

const firstRefusal = ({ findings }: Decision): string =>
  findings.find(({ ok }) => !ok)?.message ?? 'the registration does not say why'

const settle = (
  decision: Decision,
  certificate: Certificate,
  request: ProvisioningRequest,
  { overrides }: HookWorld,
): ProvisioningOutcome => {
  const about = { request, decision, subject: subjectOf(certificate) }
  if (decision.verdict !== 'accept') {
    const reason = decision.verdict === 'reject' ? 'rejected' : 'undecided'
    return deny(reason, { ...about, message: firstRefusal(decision), code: reason })
  }
  try {
    const parameterOverrides = renderOverrides(overrides, decision.plan, certificate, request)
    const message = 'the device may be provisioned'
    return Object.freeze({ kind: 'allowed', ...about, decision, parameterOverrides, message })
  } catch (error) {
    return denyError('override-refused', error, about)
  }
}

/** Whether a device may be provisioned, as the registration says. */
export const judgeRequest = async (request: ProvisioningRequest, world: HookWorld): Promise<ProvisioningOutcome> => {
  const { templateArn, account, certificateId } = request
  if (!world.templateArns.has(templateArn)) {
    return deny('template-not-served', {
      request,
      message: 'the hook is not for this template',
      code: 'template-not-served',
      field: 'templateArn',
      value: templateArn,
      remedy: 'add the template to `templateArns`, or find out who gave it this hook',
    })
  }
  const certificate = read(request, world)
  if ('kind' in certificate) return certificate
  const { client, clock } = world
  try {
    const description = client === undefined ? undefined : await describe(certificateId, client)
    const seen = deviceCertificate(certificate, request, world.subjectParameters)
    const facts = { certificate: seen, account, now: clock(), ...(description === undefined ? {} : { description }) }
    return settle(await decideOnThing(facts, world), seen, request, world)
  } catch (error) {
    if (error instanceof CallError) return denyError('describe-failed', error, { request })
    throw error
  }
}
