import { CreateThingCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { issuedBy } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { sqsEvent } from '../../fixtures/invocations.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, type WaitingDevice, waitingDevice } from '../../fixtures/waiting-device.js'
import type { InvocationContext } from '../../invocation/deadline.js'
import type { Claim, ClaimStore } from '../../stores/claim-store.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrHandlerOptions } from './jitr-options.js'
import type { FailedReason, JitrOutcome, RefusedReason } from './jitr-outcome.js'

const device = waitingDevice()
const { certificateId } = device
const caCertificateId = device.description.caCertificateId
const privateKey = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n'
const truncated = certificateFixture({ subject: { CN: 'x' } }).pem.slice(0, 300)

interface Scene {
  readonly options?: Partial<JitrHandlerOptions>
  readonly device?: WaitingDevice
  readonly body?: unknown
  readonly context?: InvocationContext
  readonly world?: (iot: MockedIot) => void
}

interface Said {
  readonly code: string
  readonly field: string
  readonly value?: string | undefined
}

const saidBy = (outcome: JitrOutcome | undefined): object => {
  if (outcome === undefined || !('code' in outcome)) throw new Error('nothing was said')
  const { code, field, value } = outcome
  return { code, field, value }
}

/** The outcome of one message, as `onOutcome` is told. */
const outcomeOf = async (scene: Scene): Promise<JitrOutcome | undefined> => {
  const iot = mockIot()
  const knocking = scene.device ?? device
  known(iot, knocking)
  scene.world?.(iot)
  let told: JitrOutcome | undefined
  const onOutcome: JitrHandlerOptions['onOutcome'] = (outcome) => {
    told = outcome
  }
  const options = { registration: sensors, client: iot.client, sourceTimeoutMs: 100, ...scene.options, onOutcome }
  await createJitrHandler(options)(sqsEvent(scene.body ?? knocking.event), scene.context)
  return told
}

const inPlaceOf = (certificatePem: string): WaitingDevice => waitingDevice({ description: { certificatePem } })
const claims = (claim: Claim): ClaimStore => ({
  claim: async () => claim,
  settle: async () => {},
  release: async () => {},
})
const unhashed = { sha256: () => new Uint8Array(1) }

const refusals: Readonly<Record<Exclude<RefusedReason, 'rejected'>, readonly [Scene, Said]>> = {
  'certificate-unknown': [
    { world: ({ mock }) => mock.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException')) },
    { code: 'certificate-unknown', field: 'certificateId', value: certificateId },
  ],
  'certificate-unreadable': [
    { device: inPlaceOf(`${truncated}${privateKey}`) },
    { code: 'certificate-pem-missing', field: 'certificate' },
  ],
  'no-registration': [
    { options: { registration: registrationOf('of-another-ca', issuedBy({ caCertificateIds: ['1'.repeat(64)] })) } },
    { code: 'no-registration', field: 'caCertificateId', value: caCertificateId },
  ],
  tombstoned: [
    { options: { tombstones: async () => true } },
    { code: 'tombstoned', field: 'certificateId', value: certificateId },
  ],
  'refused-before': [
    { options: { claims: claims({ state: 'settled', outcome: 'refused' }) } },
    { code: 'refused-before', field: 'certificateId', value: certificateId },
  ],
}

const failures: Readonly<Record<FailedReason, readonly [Scene, Said]>> = {
  'event-malformed': [
    { body: { ...device.event, awsAccountId: 'x' } },
    { code: 'event-malformed', field: 'awsAccountId', value: 'x' },
  ],
  'describe-failed': [
    { world: ({ mock }) => mock.on(DescribeCertificateCommand).rejects(awsError('AccessDeniedException')) },
    { code: 'access-denied', field: 'certificateId', value: certificateId },
  ],
  'source-failed': [
    { options: { tombstones: () => Promise.reject(new Error('down')) } },
    { code: 'source-failed', field: 'tombstones' },
  ],
  'claim-held': [
    { options: { claims: claims({ state: 'held' }) } },
    { code: 'claim-held', field: 'certificateId', value: certificateId },
  ],
  deadline: [
    { context: { getRemainingTimeInMillis: () => 999 } },
    { code: 'deadline', field: 'certificateId', value: certificateId },
  ],
  'execution-failed': [
    { world: ({ mock }) => mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException')) },
    { code: 'step-refused', field: 'thingName' },
  ],
  unexpected: [{ options: unhashed }, { code: 'certificate-option', field: 'sha256' }],
}

const remedy = expect.stringMatching(/^[^A-Z\n][^\n]*[^.\n]$/)

describe('a refusal without a decision says what is wrong and what to do', () => {
  it.each(Object.entries(refusals))('%s', async (reason, [scene, said]) => {
    const outcome = await outcomeOf(scene)
    expect(outcome).toMatchObject({ kind: 'refused', reason, remedy })
    expect(saidBy(outcome)).toEqual(said)
    expect(outcome).not.toHaveProperty('decision')
  })

  it.each([`${truncated}${privateKey}`, privateKey, 'no certificate', 'A'.repeat(1_048_576)])(
    'and never shows what stands in place of a certificate',
    async (pem) => {
      const shown = JSON.stringify(await outcomeOf({ device: inPlaceOf(pem) }))
      expect(shown).toContain('certificate-unreadable')
      expect(shown).not.toMatch(/PRIVATE|c2VjcmV0|AAAA/)
      expect(shown).not.toContain('MII')
      expect(shown.length).toBeLessThan(1_000)
    },
  )
})

describe('a failure says what is wrong and what to do', () => {
  it.each(Object.entries(failures))('%s', async (reason, [scene, said]) => {
    const outcome = await outcomeOf(scene)
    expect(outcome).toMatchObject({ kind: 'failed', reason, remedy })
    expect(saidBy(outcome)).toEqual(said)
  })

  it('also where it is thrown', async () => {
    const iot = mockIot()
    known(iot, device)
    iot.mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException'))
    await expect(createJitrHandler({ registration: sensors, client: iot.client })(device.event)).rejects.toMatchObject({
      name: 'JitrError',
      code: 'jitr-failed',
      field: 'thingName',
      remedy,
    })
  })

  it('and a hash that does not work refuses nobody', async () => {
    expect(await outcomeOf({ options: unhashed })).toMatchObject({ kind: 'failed', retryable: false })
  })
})
