import { DescribeCertificateCommand, DetachPolicyCommand } from '@aws-sdk/client-iot'
import type { StepKind } from '@thingplan/core'
import { certificateFixture, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../fixtures/aws-error.js'
import { mockIot } from '../fixtures/mock-client.js'
import { contextOf, stepOf } from '../fixtures/step-of.js'
import { createIotDriver } from './create-iot-driver.js'

const { pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
const plan = planFixture({
  thingGroupName: 'north',
  billingGroupName: 'bills',
  registers: { certificatePem: pem },
  changes: { attributes: { place: 'hall-2' } },
  leaves: 'stock',
})

const undo = async (kind: StepKind, iot = mockIot()): Promise<'undone' | 'left' | undefined> =>
  createIotDriver({ client: iot.client }).undo?.(stepOf(plan, kind), contextOf(plan))

describe('undo', () => {
  it.each([
    ['attach-policy', 'DetachPolicy'],
    ['attach-thing', 'DetachThingPrincipal'],
  ] as const)('takes %s back with %s from a certificate that waits still, or was revoked', async (kind, operation) => {
    for (const status of ['PENDING_ACTIVATION', 'REVOKED'] as const) {
      const iot = mockIot()
      iot.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { status } })
      await expect(undo(kind, iot)).resolves.toBe('undone')
      const looks = status === 'REVOKED' ? [] : ['DescribeCertificate']
      expect(iot.sent()).toEqual(['DescribeCertificate', operation, ...looks])
    }
  })

  it.each([
    ['attach-policy', 'DetachPolicy', 'AttachPolicy'],
    ['attach-thing', 'DetachThingPrincipal', 'AttachThingPrincipal'],
  ] as const)('gives %s back where another worker has activated the certificate meanwhile', async (kind, ...calls) => {
    const iot = mockIot()
    iot.mock
      .on(DescribeCertificateCommand)
      .resolvesOnce({ certificateDescription: { status: 'PENDING_ACTIVATION' } })
      .resolves({ certificateDescription: { status: 'ACTIVE' } })
    await expect(undo(kind, iot)).resolves.toBe('left')
    expect(iot.sent()).toEqual(['DescribeCertificate', calls[0], 'DescribeCertificate', calls[1]])
  })

  it.each(['ACTIVE', 'INACTIVE'] as const)('leaves the attachments of a certificate that is %s', async (status) => {
    const iot = mockIot()
    iot.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { status } })
    await expect(undo('attach-policy', iot)).resolves.toBe('left')
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it.each([
    ['ResourceNotFoundException', 'undone'],
    ['ThrottlingException', 'left'],
  ])('after %s says %s', async (name, expected) => {
    const iot = mockIot()
    iot.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { status: 'PENDING_ACTIVATION' } })
    iot.mock.on(DetachPolicyCommand).rejects(awsError(name))
    await expect(undo('attach-policy', iot)).resolves.toBe(expected)
  })

  it.each([
    'ensure-thing',
    'ensure-policy',
    'ensure-thing-type',
    'add-to-thing-group',
    'set-certificate-status',
    'update-thing',
    'remove-from-thing-group',
    'register-certificate',
  ] as const)('leaves %s: things, their groups and policies may be in use by others', async (kind) => {
    const iot = mockIot()
    await expect(undo(kind, iot)).resolves.toBe('left')
    expect(iot.sent()).toEqual([])
  })
})
