import { readCertificate } from '../../certificate/read-certificate.js'
import { compiledOf } from '../../registration/compiled-of.js'
import { type Finding, isRefusal } from '../../registration/finding.js'
import { planRegistration } from '../../registration/plan-registration.js'
import { selectProfile } from '../../registration/select-profile.js'
import type { DeviceThing, IssuedCertificate } from '../device-store/device-record.js'
import { thingOfPlan } from './thing-of-plan.js'
import type { VendingScene } from './vending-scene.js'

/**
 * The thing that may have been begun for a certificate before it was refused. The rules are not asked: they may have said something else
 * when its activation was tried.
 */
export const halfMadeThing = (
  { vending: { account, registration }, record, facts: { now } }: VendingScene,
  { certificatePem }: IssuedCertificate,
): DeviceThing | undefined => {
  if (registration === undefined) return undefined
  const ofDevice = registration(record.serialNumber)
  const certificate = readCertificate(certificatePem)
  const findings: Finding[] = []
  const profile = selectProfile(compiledOf(ofDevice).profiles, certificate.subject, findings)
  if (profile === undefined) return undefined
  const plan = planRegistration(ofDevice, profile, { certificate, account, now }, account, findings)
  return findings.some(isRefusal) ? undefined : thingOfPlan(plan)
}
