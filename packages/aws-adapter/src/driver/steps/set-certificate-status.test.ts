import { DescribeCertificateCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateObservation, CertificateStatus, StepResult } from '@thingplan/core'
import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { other, ours } from '../../fixtures/certificate-ids.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'
import { lapseOf } from '../lapse.js'
import { noteSentAt } from '../sent-at.js'

const now = new Date('2026-11-22T12:00:00Z')
const plan = planFixture()
const activation = stepOf(plan, 'set-certificate-status')

const perform = ({ client }: MockedIot, observations: readonly CertificateObservation[] = []): Promise<StepResult> =>
  createIotDriver({ client, clock: () => now }).perform(activation, contextOf(plan, observations))

const described = (status: CertificateStatus): MockedIot => {
  const iot = mockIot()
  iot.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { status } })
  return iot
}

const seen = (status: CertificateStatus, ageMs: number, certificateId = ours): CertificateObservation => ({
  certificateId,
  status,
  observedAt: new Date(now.getTime() - ageMs),
})

describe('set-certificate-status', () => {
  it('reads the status, then sets the new one', async () => {
    const iot = described('PENDING_ACTIVATION')
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['DescribeCertificate', 'UpdateCertificate'])
    expect(iot.mock.commandCalls(UpdateCertificateCommand)[0]?.args[0].input).toEqual({
      certificateId: ours,
      newStatus: 'ACTIVE',
    })
  })

  it.each([0, 4_999, 5_000])('spares the look when somebody has seen the status %d ms ago', async (age) => {
    const iot = described('REVOKED')
    await expect(perform(iot, [seen('PENDING_ACTIVATION', age)])).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['UpdateCertificate'])
  })

  it.each([
    ['too old', seen('PENDING_ACTIVATION', 5_001)],
    ['from the future', seen('PENDING_ACTIVATION', -1)],
    ['of another certificate', seen('PENDING_ACTIVATION', 0, other)],
    ['without a moment', { ...seen('PENDING_ACTIVATION', 0), observedAt: new Date(Number.NaN) }],
  ])('does not trust an observation that is %s', async (_what, observation) => {
    const iot = described('REVOKED')
    await expect(perform(iot, [observation])).rejects.toMatchObject({ code: 'certificate-state-changed' })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it('is content when the status is the wanted one', async () => {
    const iot = described('ACTIVE')
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it.each(['INACTIVE', 'REVOKED', 'PENDING_TRANSFER', 'REGISTER_INACTIVE'] as const)(
    'never activates a certificate that is %s',
    async (status) => {
      const iot = described(status)
      await expect(perform(iot)).rejects.toMatchObject({
        code: 'certificate-state-changed',
        retryable: false,
        field: 'certificateId',
        value: ours,
      })
      expect(iot.sent()).toEqual(['DescribeCertificate'])
    },
  )

  it('does not count the time that the question had to wait for its turn', async () => {
    const iot = described('PENDING_ACTIVATION')
    const later = new Date(now.getTime() + 60_000)
    const times = [now, now]
    const clock = (): Date => times.shift() ?? later
    const send = new Proxy(iot.client.send, {
      apply: (sendAtOnce, _self, parameters) => {
        noteSentAt(parameters[0], later.getTime())
        return Reflect.apply(sendAtOnce, iot.client, parameters)
      },
    })
    await expect(createIotDriver({ client: { send }, clock }).perform(activation, contextOf(plan))).resolves.toEqual({
      outcome: 'done',
    })
  })

  it.each([
    [5_000, ['DescribeCertificate', 'UpdateCertificate']],
    [5_001, ['DescribeCertificate']],
  ])('acts on a status that was %d ms on its way only while it is fresh: %j', async (delayMs, sent) => {
    const iot = described('PENDING_ACTIVATION')
    const times = [now, new Date(now.getTime() + delayMs)]
    const clock = (): Date => times.shift() ?? new Date(now.getTime() + delayMs)
    const performed = createIotDriver({ client: iot.client, clock }).perform(activation, contextOf(plan))
    if (sent.length === 2) await expect(performed).resolves.toEqual({ outcome: 'done' })
    else await expect(performed).rejects.toMatchObject({ code: 'step-retryable' })
    expect(iot.sent()).toEqual(sent)
  })

  it('tells whoever makes the change wait how long it is based on what is known', async () => {
    const iot = described('PENDING_ACTIVATION')
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    const [updating] = iot.mock.commandCalls(UpdateCertificateCommand)
    expect(lapseOf(updating?.args[0] ?? {})).toBe(now.getTime() + 5_000)
  })

  it('believes AWS when it refuses the change', async () => {
    const iot = described('PENDING_ACTIVATION')
    iot.mock.on(UpdateCertificateCommand).rejects(awsError('CertificateStateException'))
    await expect(perform(iot)).rejects.toMatchObject({
      code: 'certificate-state-changed',
      awsError: 'CertificateStateException',
    })
  })

  it('does not act on an answer without a status', async () => {
    await expect(perform(mockIot())).rejects.toMatchObject({ code: 'step-retryable' })
  })

  it('fails for good when the certificate is gone', async () => {
    const iot = mockIot()
    iot.mock.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(perform(iot)).rejects.toMatchObject({ code: 'prerequisite-missing' })
  })
})
