import { sha256 } from '@noble/hashes/sha2.js'
import type { Certificate } from '../certificate/certificate.js'
import { hexOf } from '../certificate/text/hex.js'
import { unknownOption } from '../error/unknown-option.js'
import { withoutBlanks } from '../lifecycle/device-store/amend-record.js'
import type { DeviceCertificate, DeviceRecord, NextCertificate } from '../lifecycle/device-store/device-record.js'
import { LifecycleError } from '../lifecycle/lifecycle-error.js'
import { hashToken } from '../lifecycle/vending/token.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import { certificateFixture } from './certificate-fixture.js'

export interface RecordFixtureOptions {
  /** Where the device stands. Default `enrolled`. */
  readonly state?: 'enrolled' | 'claimed' | 'issued' | 'ready' | 'in-use' | 'retiring' | 'blocked' | 'removed'
  /** Default `SN-1`. */
  readonly serialNumber?: string
  /** Its token, which lives until 2030. Default `fixture-token-0123456789`. */
  readonly token?: string
  /** What differs from all that. */
  readonly changes?: Partial<DeviceRecord>
}

const january = /* @__PURE__ */ Date.UTC(2026, 0, 2)

const certificateOf = (serialNumber: string, generation: number): Certificate =>
  certificateFixture({ subject: { CN: serialNumber }, serialNumber: `0${generation}` })

const keyHashOf = ({ publicKey }: Certificate): string => hexOf(sha256(publicKey.spki))

const currentOf = (certificate: Certificate): DeviceCertificate => ({
  certificateId: certificate.id,
  certificatePem: certificate.pem,
  keyHash: keyHashOf(certificate),
  grant: 'owner:fixture',
  readyAt: january,
  seenAt: january,
})

const nextOf = (stage: NextCertificate['stage'], certificate: Certificate, grant: string): NextCertificate => {
  const claim = {
    keyHash: keyHashOf(certificate),
    grant,
    delivery: 'csr',
    claimedAt: january,
    lease: { holder: 'fixture-invocation', until: january + 60_000 },
  } as const
  if (stage === 'claimed') return { stage, ...claim }
  const issued = { certificateId: certificate.id, certificatePem: certificate.pem }
  if (stage === 'issued') return { stage, ...claim, ...issued, registered: true }
  return { stage, ...claim, ...issued, readyAt: january, retiresAt: january + 86_400_000 }
}

/**
 * A device record for tests, in any state: with a token, and, where one is on its way, beside a current certificate in use.
 *
 * @throws {LifecycleError} `lifecycle-option` for an unknown key
 * @example
 * ```ts
 * import { vendingStateOf } from '@thingplan/core/lifecycle'
 * import { recordFixture } from '@thingplan/core/testing'
 *
 * vendingStateOf(recordFixture({ state: 'ready' })) // => 'ready'
 * ```
 */
export const recordFixture = (options: RecordFixtureOptions = {}): DeviceRecord => {
  const unknown = unknownOption('recordFixture', options, ['state', 'serialNumber', 'token', 'changes'])
  if (unknown !== undefined) throw new LifecycleError('lifecycle-option', unknown.message, unknown.details)
  const { state = 'enrolled', serialNumber = 'SN-1', token = 'fixture-token-0123456789', changes } = options
  const hash = hashToken(serialNumber, token)
  const isFirst = state === 'enrolled' || state === 'blocked' || state === 'removed'
  const isUnderway = state === 'claimed' || state === 'issued' || state === 'ready'
  const retiring = { certificateId: certificateOf(serialNumber, 3).id, reason: 'replaced' } as const
  return freezeDeeply(
    withoutBlanks({
      schema: 1,
      serialNumber,
      version: 2,
      standing: state === 'blocked' || state === 'removed' ? state : 'enrolled',
      sealingKeyHashes: [],
      token: { hash, expiresAt: Date.UTC(2030, 0) },
      thing: isFirst ? undefined : { thingName: serialNumber, ownership: 'stamp', policyNames: ['fixture-policy'] },
      current: isFirst ? undefined : currentOf(certificateOf(serialNumber, 1)),
      next: isUnderway ? nextOf(state, certificateOf(serialNumber, 2), `token:${hash}`) : undefined,
      retiring: state === 'retiring' ? retiring : undefined,
      supersessions: 0,
      formerKeyHashes: [],
      ...changes,
    }),
  )
}
