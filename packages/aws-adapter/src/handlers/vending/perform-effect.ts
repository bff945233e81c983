import { type CertificateObservation, type Driver, readCertificate } from '@thingplan/core'
import type { DeviceRecord, EffectOutcome, VendedCertificate, Vending, VendingEffect } from '@thingplan/core/lifecycle'
import type { CertificateRequest, SubjectInput } from '@thingplan/pki'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import type { IssuedCertificate, Issuer, MadeKey } from '../../authority/issuer/issuer.js'
import { errorName } from '../../error/error-name.js'
import { askVerifiers } from '../../sources/ask-verifiers.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import { type EffectListener, executePlan } from './execute-plan.js'

/** Who carries out what vending asks for, for one request. */
export interface EffectPerformer {
  readonly vending: Vending
  readonly issuer: Issuer
  readonly driver: Driver
  readonly verifiers: ReadonlyMap<string, VerifierSource>
  readonly sourceTimeoutMs: number
  /** Its signature was checked. */
  readonly request: CertificateRequest
  readonly subject: SubjectInput
  /** Where the issuer has made the key: its certificate is the one to be found, and to be issued. */
  readonly made: MadeKey | undefined
  readonly now: () => Date
  /** Told what failed, for whoever runs the service. */
  readonly onFailure: EffectListener
  /** Statuses that were seen in this invocation. */
  readonly observations: CertificateObservation[]
  /** Gets every plan that was carried out, as far as it was. */
  readonly carried: CarriedPlan[]
}

const vended = (issued: IssuedCertificate): VendedCertificate => ({
  certificate: readCertificate(issued.certificatePem),
  registered: issued.registered ?? false,
  caCertificatePem: issued.caCertificatePem,
})

/** Asks what the registration wants to know of the certificate that was issued. */
const ask = async (
  { id, questions }: Extract<VendingEffect, { readonly effect: 'ask' }>,
  record: DeviceRecord | undefined,
  { vending, verifiers, sourceTimeoutMs, now }: EffectPerformer,
): Promise<EffectOutcome> => {
  const next = record?.next
  if (next === undefined || next.stage === 'claimed') return { failed: { id, code: 'certificate-missing' } }
  const facts = { certificate: readCertificate(next.certificatePem), account: vending.account, now: now() }
  return { answers: await askVerifiers(questions, facts, verifiers, sourceTimeoutMs) }
}

/** The longest that a driver believes an observation (`statusFreshnessMs` of `createIotDriver`). */
const longestFreshnessMs = 60_000

/**
 * What was registered a moment ago is INACTIVE, and the driver need not look again before it activates it. Only where nobody else may
 * touch it for as long as the driver believes that: a shorter lease could be over, and the certificate revoked.
 */
const observe = (
  { certificate, registered }: VendedCertificate,
  { vending, observations, now }: EffectPerformer,
): void => {
  if (!registered || vending.leaseMilliseconds < longestFreshnessMs) return
  observations.push({ certificateId: certificate.id, status: 'INACTIVE', observedAt: now() })
}

const perform = async (
  effect: VendingEffect,
  record: DeviceRecord | undefined,
  performer: EffectPerformer,
): Promise<EffectOutcome> => {
  const { issuer, driver, request, subject, made, now } = performer
  switch (effect.effect) {
    case 'find': {
      const since = new Date(effect.since)
      const found = made === undefined ? await issuer.find?.({ csr: request, subject, since }) : made.take()
      return { found: found === undefined ? null : vended(found) }
    }
    case 'issue': {
      const remaining = effect.before - now().getTime()
      if (remaining <= 0) return { failed: { id: effect.id, code: 'lease-over' } }
      const signal = AbortSignal.timeout(remaining)
      const wanted = { csr: request, subject, idempotencyKey: effect.keyHash, signal }
      const issued = vended(made === undefined ? await issuer.issue(wanted) : made.take())
      observe(issued, performer)
      return { issued }
    }
    case 'execute':
      return executePlan(effect, driver, performer.onFailure, {
        observations: performer.observations,
        carried: performer.carried,
      })
    case 'ask':
      return ask(effect, record, performer)
  }
}

/** Carries out an effect. What fails is told, and decided on as a fact: the next request goes on where this one stopped. */
export const performEffect = async (
  effect: VendingEffect,
  record: DeviceRecord | undefined,
  performer: EffectPerformer,
): Promise<EffectOutcome> => {
  try {
    return await perform(effect, record, performer)
  } catch (error) {
    performer.onFailure(effect, error)
    return { failed: { id: effect.id, code: errorName(error) } }
  }
}
