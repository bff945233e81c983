import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { known, type WaitingDevice, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'

interface Run {
  readonly outcome: unknown
  readonly sent: readonly string[]
}

/** Hands the event of a device to a handler, and tells what came of it and which calls were made. */
const run = async (device: WaitingDevice): Promise<Run> => {
  const iot = mockIot()
  known(iot, device)
  const handler = createJitrHandler({ registration: sensors, client: iot.client })
  const outcome = await handler(device.event).catch((error: { outcome: unknown }) => error.outcome)
  return { outcome, sent: iot.sent() }
}

const refusedBy = (code: string): object => ({
  kind: 'refused',
  reason: 'rejected',
  decision: {
    verdict: 'reject',
    consequence: 'leave',
    findings: expect.arrayContaining([expect.objectContaining({ code, ok: false })]),
  },
})

describe('bad input is never activated', () => {
  const other = certificateFixture({ subject: { CN: 'other' } })

  it.each([
    ['a certificate that is INACTIVE', { description: { status: 'INACTIVE' } }, 'status-not-pending'],
    ['a certificate that is REVOKED', { description: { status: 'REVOKED' } }, 'status-not-pending'],
    ['a certificate that is being transferred', { description: { status: 'PENDING_TRANSFER' } }, 'status-not-pending'],
    ['a PEM that does not hash to its id', { description: { certificatePem: other.pem } }, 'certificate-id-mismatch'],
    ['a description of another certificate', { description: { certificateId: other.id } }, 'certificate-id-mismatch'],
    ['an event of another account', { event: { awsAccountId: '210987654321' } }, 'event-mismatch'],
    ['an event of another CA', { event: { caCertificateId: 'd'.repeat(64) } }, 'event-mismatch'],
    ['a certificate without a CA', { description: { caCertificateId: undefined } }, 'event-mismatch'],
    ['a certificate that another account owns', { description: { ownedBy: '210987654321' } }, 'account-mismatch'],
    ['CN=*', { subject: { CN: '*' } }, 'name-refused'],
    ['CN=a/b', { subject: { CN: 'a/b' } }, 'name-refused'],
    ['a variable of policies in the CN', { subject: { CN: `\${iot:ClientId}` } }, 'name-refused'],
    ['quotes in the CN', { subject: { CN: '"a"' } }, 'name-refused'],
    ['control characters in the CN', { subject: { CN: 'a\u0000b\n' } }, 'name-refused'],
    ['a CN of 200 characters', { subject: { CN: 'x'.repeat(200) } }, 'name-refused'],
    ['no CN', { subject: { O: 'Acme' } }, 'name-refused'],
    ['two CNs', { subject: { CN: ['a', 'b'] } }, 'name-refused'],
  ] as const)('%s', async (_what, options, code) => {
    const { outcome, sent } = await run(waitingDevice(options))
    expect(outcome).toMatchObject(refusedBy(code))
    expect(sent).toEqual(['DescribeCertificate'])
  })

  it.each([
    ['garbage', 'not a certificate'],
    ['a truncated PEM', certificateFixture({ subject: { CN: 'device-1' } }).pem.slice(0, 200)],
    ['a megabyte', 'A'.repeat(1_048_576)],
    ['nothing', ''],
  ])('a certificate that is %s', async (_what, certificatePem) => {
    const { outcome, sent } = await run(waitingDevice({ description: { certificatePem } }))
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'certificate-unreadable' })
    expect(sent).toEqual(['DescribeCertificate'])
  })

  it('an event of a certificate that AWS IoT does not know is refused, and not tried again for ever', async () => {
    const device = waitingDevice()
    const foreign = { ...device, event: { ...device.event, certificateId: 'e'.repeat(64) } }
    const iot = mockIot()
    known(iot, device)
    const handler = createJitrHandler({ registration: sensors, client: iot.client })
    await expect(handler(foreign.event)).resolves.toMatchObject({
      kind: 'refused',
      reason: 'certificate-unknown',
      certificateId: 'e'.repeat(64),
    })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it.each([
    ['no description', undefined],
    ['no ARN', { certificateArn: undefined }],
    ['no status', { status: undefined }],
    ['no PEM', { certificatePem: undefined }],
    ['an ARN that is none', { certificateArn: 'arn:aws:s3:::bucket' }],
    [
      'an ARN of a partition that does not exist',
      { certificateArn: `arn:x:iot:eu-central-1:123456789012:cert/${'a'.repeat(64)}` },
    ],
  ])('an answer of AWS with %s', async (_what, change) => {
    const device = waitingDevice()
    const iot = mockIot()
    const certificateDescription = change === undefined ? undefined : { ...device.description, ...change }
    iot.mock
      .on(DescribeCertificateCommand)
      .resolves(certificateDescription === undefined ? {} : { certificateDescription })
    await expect(createJitrHandler({ registration: sensors, client: iot.client })(device.event)).rejects.toMatchObject({
      outcome: { kind: 'failed', reason: 'unexpected' },
    })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it('a certificate that is ACTIVE already has nothing to wait for', async () => {
    const { outcome, sent } = await run(waitingDevice({ description: { status: 'ACTIVE' } }))
    expect(outcome).toMatchObject({ kind: 'already-active' })
    expect(sent).toEqual(['DescribeCertificate'])
  })

  it('__proto__ as a name is a name like any other', async () => {
    const { outcome } = await run(waitingDevice({ subject: { CN: '__proto__' } }))
    expect(outcome).toMatchObject({ kind: 'registered' })
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
