import type { Certificate } from '../certificate/certificate.js'
import { unknownOption } from '../error/unknown-option.js'
import type { Account } from '../plan/account.js'
import { resolveAccount } from '../plan/resolve-account.js'
import type { CertificateDescription, Facts, RegistrationEvent } from '../registration/facts.js'
import type { Answers } from '../registration/question.js'
import { RegistrationError } from '../registration/registration-error.js'
import type { RevocationList } from '../registration/revocation-list.js'
import type { FixtureName } from './certificate-fixture/name-writer.js'
import { certificateFixture } from './certificate-fixture.js'

/** The CA that issued the certificates of `factsFixture`, as DescribeCertificate names it. */
export const fixtureCaCertificateId: string = /* @__PURE__ */ 'ca'.repeat(32)

export interface FactsFixtureOptions {
  /** Default: one with the subject. */
  readonly certificate?: Certificate
  /** Subject of the certificate, as in `certificateFixture`. Default `{ CN: 'device-1' }`. */
  readonly subject?: FixtureName
  /** Default: 123456789012 in eu-central-1. */
  readonly account?: Account
  /** Default: 2026-06-01T00:00:00Z, five months after the certificate's beginning. */
  readonly now?: Date
  /** What differs from a description that fits: PENDING_ACTIVATION, issued by `fixtureCaCertificateId`. `null`: nobody has described the certificate. */
  readonly description?: Partial<CertificateDescription> | null
  /** What differs from an event that fits; `{}` for one that does. Default: no event. */
  readonly event?: Partial<RegistrationEvent>
  readonly answers?: Answers
  readonly revocations?: readonly RevocationList[]
}

const known: readonly (keyof FactsFixtureOptions)[] = [
  'certificate',
  'subject',
  'account',
  'now',
  'description',
  'event',
  'answers',
  'revocations',
]

const describe = ({ id, pem }: Certificate, account: Account): CertificateDescription => {
  const { partition, region, id: accountId } = resolveAccount(account)
  return {
    certificateArn: `arn:${partition}:iot:${region}:${accountId}:cert/${id}`,
    certificateId: id,
    caCertificateId: fixtureCaCertificateId,
    status: 'PENDING_ACTIVATION',
    certificatePem: pem,
    ownedBy: accountId,
    certificateMode: 'DEFAULT',
  }
}

const announce = ({ id }: Certificate, account: Account, now: Date): RegistrationEvent => ({
  certificateId: id,
  caCertificateId: fixtureCaCertificateId,
  timestamp: now.getTime(),
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: account.id,
  certificateRegistrationTimestamp: null,
})

/**
 * Facts for the test of a rule, a profile or a whole registration: of a certificate that waits for its activation, and all
 * of a piece unless told otherwise.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist.
 * @example
 * ```ts
 * import { decide, defineRegistration, requireSubject } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const registration = defineRegistration({
 *   name: 'sensors',
 *   rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
 * })
 *
 * decide(registration, factsFixture({ subject: { serialNumber: '1234' } })).verdict // => 'accept'
 * decide(registration, factsFixture({ subject: { serialNumber: 'x' } })).verdict // => 'reject'
 * ```
 */
export const factsFixture = (options: FactsFixtureOptions = {}): Facts => {
  const unknown = unknownOption('factsFixture', options, known)
  if (unknown !== undefined) throw new RegistrationError('registration-option', unknown.message, unknown.details)
  const { subject = { CN: 'device-1' }, account = { id: '123456789012', region: 'eu-central-1' } } = options
  const { certificate = certificateFixture({ subject }), now = new Date(Date.UTC(2026, 5)) } = options
  const { description, event, answers, revocations } = options
  return Object.freeze({
    certificate,
    account: Object.freeze({ ...account }),
    now,
    ...(description === null
      ? undefined
      : { description: Object.freeze({ ...describe(certificate, account), ...description }) }),
    ...(event === undefined
      ? undefined
      : { event: Object.freeze({ ...announce(certificate, account, now), ...event }) }),
    ...(answers === undefined ? undefined : { answers }),
    ...(revocations === undefined ? undefined : { revocations }),
  })
}
