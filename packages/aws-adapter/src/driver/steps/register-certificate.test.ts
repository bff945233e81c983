import { DescribeCertificateCommand, RegisterCertificateCommand } from '@aws-sdk/client-iot'
import type { StepResult } from '@thingplan/core'
import { certificateFixture, type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { other } from '../../fixtures/certificate-ids.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const { id, pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
const { pem: caPem } = certificateFixture({ subject: { CN: 'Sensors CA' } })

const perform = ({ client }: MockedIot, options: PlanFixtureOptions = {}): Promise<StepResult> => {
  const plan = planFixture({ certificateId: id, registers: { certificatePem: pem }, ...options })
  return createIotDriver({ client }).perform(stepOf(plan, 'register-certificate'), contextOf(plan))
}

const registrations = ({ mock }: MockedIot): readonly object[] =>
  mock.commandCalls(RegisterCertificateCommand).map(({ args: [command] }) => command.input)

describe('register-certificate', () => {
  it.each([
    ['by the name of its issuer', {}],
    ['under the CA that the step names', { caCertificatePem: caPem }],
  ])('registers the certificate %s, never as ACTIVE', async (_how, ca) => {
    const iot = mockIot()
    await expect(perform(iot, { registers: { certificatePem: pem, ...ca } })).resolves.toEqual({ outcome: 'done' })
    expect(registrations(iot)).toEqual([{ certificatePem: pem, ...ca, status: 'INACTIVE' }])
    expect(iot.sent()).toEqual(['RegisterCertificate'])
  })

  it('is content when the certificate is registered already', async () => {
    const iot = mockIot()
    iot.mock.on(RegisterCertificateCommand).rejects(awsError('ResourceAlreadyExistsException'))
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
  })

  it('sends the certificate alone, whatever stands around it', async () => {
    const iot = mockIot()
    const certificatePem = `subject=CN=sensor-1\n${pem}\n-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n`
    await perform(iot, { registers: { certificatePem } })
    expect(registrations(iot)).toEqual([{ certificatePem: pem, status: 'INACTIVE' }])
  })

  it.each([
    ['of another certificate', { certificateId: other }, 'the PEM is that of another certificate'],
    ['of nothing', { registers: { certificatePem: 'sensor-1' } }, expect.stringContaining('the PEM cannot be read')],
  ])('does not send the PEM %s', async (_what, options, message) => {
    const iot = mockIot()
    await expect(perform(iot, options)).rejects.toMatchObject({
      code: 'step-refused',
      field: 'certificateId',
      message,
      remedy: expect.any(String),
    })
    expect(iot.sent()).toEqual([])
  })

  it.each(['CertificateStateException', 'CertificateConflictException', 'CertificateValidationException'])(
    'says after %s that it is about the CA',
    async (name) => {
      const iot = mockIot()
      iot.mock.on(RegisterCertificateCommand).rejects(awsError(name))
      iot.mock.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException'))
      await expect(perform(iot)).rejects.toMatchObject({
        code: 'step-refused',
        awsError: name,
        remedy: expect.stringContaining('the CA that has issued it'),
      })
    },
  )

  it('is content with a certificate that AWS IoT knows, of no CA that is registered: one of its own', async () => {
    const iot = mockIot()
    iot.mock.on(RegisterCertificateCommand).rejects(awsError('CertificateValidationException'))
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['RegisterCertificate', 'DescribeCertificate'])
  })
})
