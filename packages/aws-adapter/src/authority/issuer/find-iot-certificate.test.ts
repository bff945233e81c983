import {
  CreateCertificateFromCsrCommand,
  DescribeCertificateCommand,
  ListCertificatesCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { createEmulator, type Emulator } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { requestOf } from '../../fixtures/certificate-requests.js'
import { type MockedAws, mockAws } from '../../fixtures/mock-aws.js'
import { createIotIssuer } from './create-iot-issuer.js'

const subject = 'CN=device-1'
const csr = await requestOf(subject)
const others = await Promise.all(['CN=device-1', 'CN=device-2'].map((name) => requestOf(name)))
const since = new Date('2026-11-22T10:00:00Z')

const emulate = (): Emulator =>
  createEmulator({ accountId: '123456789012', region: 'eu-central-1', transport: 'fast', clock: () => since })

/** What an interrupted issuing leaves behind. */
const leave = async ({ client }: Emulator, request = csr): Promise<string> => {
  const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: request.pem })
  return (await client.send(command)).certificateId ?? ''
}

describe('find of createIotIssuer', () => {
  it('finds the certificate of a request whose answer was lost, among others', async () => {
    const emulator = emulate()
    const certificateId = await leave(emulator)
    for (const other of others) await leave(emulator, other)
    const found = await createIotIssuer({ client: emulator.client }).find({ csr, subject, since })
    expect(found).toEqual({
      certificateId,
      certificateArn: `arn:aws:iot:eu-central-1:123456789012:cert/${certificateId}`,
      certificatePem: expect.stringContaining('-----BEGIN CERTIFICATE-----'),
      registered: true,
    })
  })

  it('finds nothing where nothing was made', async () => {
    const emulator = emulate()
    for (const other of others) await leave(emulator, other)
    expect(await createIotIssuer({ client: emulator.client }).find({ csr, subject, since })).toBeUndefined()
  })

  it('takes up none that is in use, or was', async () => {
    const emulator = emulate()
    for (const newStatus of ['ACTIVE', 'REVOKED'] as const) {
      const certificateId = await leave(emulator)
      await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
    }
    expect(await createIotIssuer({ client: emulator.client }).find({ csr, since })).toBeUndefined()
  })

  it.each([
    [60_000, true],
    [60_001, false],
  ])('looks back to a minute before, for clocks that differ: %i ms, %s', async (milliseconds, isFound) => {
    const emulator = emulate()
    await leave(emulator)
    const later = new Date(since.getTime() + milliseconds)
    const found = await createIotIssuer({ client: emulator.client }).find({ csr, since: later })
    expect(found !== undefined).toBe(isFound)
  })

  const listed = (certificateId: string) => ({
    certificateId,
    certificateArn: `arn:aws:iot:eu-central-1:123456789012:cert/${certificateId}`,
    status: 'INACTIVE' as const,
    creationDate: since,
  })

  const described = ({ mock }: MockedAws): number => mock.commandCalls(DescribeCertificateCommand).length

  it('goes on from page to page, newest first, and gives up after twenty', async () => {
    const aws = mockAws()
    aws.mock.on(ListCertificatesCommand).resolves({ certificates: [], nextMarker: 'more' })
    expect(await createIotIssuer({ client: aws.client }).find({ csr, since })).toBeUndefined()
    const inputs = aws.mock.commandCalls(ListCertificatesCommand).map(({ args: [{ input }] }) => input)
    expect(inputs).toHaveLength(20)
    expect(inputs.slice(0, 2)).toEqual([
      { pageSize: 250, ascendingOrder: false },
      { pageSize: 250, ascendingOrder: false, marker: 'more' },
    ])
  })

  it('describes no more than a hundred', async () => {
    const aws = mockAws()
    const certificates = Array.from({ length: 101 }, (_, at) => listed(`${at}`.padStart(64, '0')))
    aws.mock.on(ListCertificatesCommand).resolves({ certificates })
    expect(await createIotIssuer({ client: aws.client }).find({ csr, since })).toBeUndefined()
    expect(described(aws)).toBe(100)
  })

  it('passes over one that was deleted meanwhile', async () => {
    const aws = mockAws()
    aws.mock.on(ListCertificatesCommand).resolves({ certificates: [listed('a'.repeat(64))] })
    aws.mock.on(DescribeCertificateCommand).rejects(awsError('ResourceNotFoundException'))
    expect(await createIotIssuer({ client: aws.client }).find({ csr, since })).toBeUndefined()
  })

  const throttled = awsError('ThrottlingException')
  it.each<[string, (aws: MockedAws) => unknown]>([
    ['ListCertificates', ({ mock }) => mock.on(ListCertificatesCommand).rejects(throttled)],
    ['DescribeCertificate', ({ mock }) => mock.on(DescribeCertificateCommand).rejects(throttled)],
  ])('does not take a failure for nothing: %s', async (_, fail) => {
    const aws = mockAws()
    aws.mock.on(ListCertificatesCommand).resolves({ certificates: [listed('a'.repeat(64))] })
    fail(aws)
    const finding = createIotIssuer({ client: aws.client }).find({ csr, since })
    await expect(finding).rejects.toMatchObject({ name: 'CallError', code: 'call-retryable' })
  })

  it('looks for nothing that nobody waits for', async () => {
    const aws = mockAws()
    const finding = createIotIssuer({ client: aws.client }).find({ csr, since, signal: AbortSignal.abort() })
    await expect(finding).rejects.toMatchObject({ code: 'issuer-aborted' })
    expect(aws.sent()).toEqual([])
  })
})
