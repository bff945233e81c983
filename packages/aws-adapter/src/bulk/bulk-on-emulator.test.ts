import { RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { type Certificate, isThingplanError } from '@thingplan/core'
import { createEmulator } from '@thingplan/emulator'
import { createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { account } from '../fixtures/emulated-account.js'
import { bulkTemplate } from '../fixtures/provisioning-templates.js'
import { bulkRegistrationLines } from './bulk-registration-lines.js'
import { readBulkReports } from './read-bulk-reports.js'
import { startBulkRegistration } from './start-bulk-registration.js'

const named = ({ subject }: Certificate): { readonly ThingName: string } => ({ ThingName: subject.get('CN') ?? '' })

const download = async (url: string) => (await fetch(url)).body

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

/** An account with a registered CA and one file in a bucket: the lines of these devices, written while they are read. */
const factory = async (devicesOf: (issue: (name: string) => Promise<Certificate>) => AsyncGenerator<Certificate>) => {
  const [authority, stranger] = await Promise.all([
    createCertificateAuthority({ subject: 'CN=Factory CA' }),
    createCertificateAuthority({ subject: 'CN=Another CA' }),
  ])
  const { publicKey } = await createKeyPair()
  const issue = (name: string) =>
    issueDeviceCertificate({
      authority: name.startsWith('foreign') ? stranger : authority,
      publicKey,
      subject: { CN: name },
    })
  const emulator = createEmulator({
    accountId: account.id,
    region: account.region,
    transport: 'fast',
    objects: (bucket, key) =>
      bucket === 'onboarding' && key === 'devices.jsonl'
        ? bulkRegistrationLines(bulkTemplate, devicesOf(issue), { parametersOf: named })
        : undefined,
  })
  await emulator.client.send(
    new RegisterCACertificateCommand({
      caCertificate: authority.certificate.pem,
      certificateMode: 'SNI_ONLY',
      setAsActive: true,
    }),
  )
  const task = {
    client: emulator.client,
    template: bulkTemplate,
    inputFileBucket: 'onboarding',
    inputFileKey: 'devices.jsonl',
    roleArn: 'arn:aws:iam::123456789012:role/provisioning',
  }
  return { emulator, task }
}

describe('a bulk registration on the emulator', () => {
  it('goes from certificates to things, and says which devices were refused', async () => {
    const { emulator, task } = await factory(async function* (issue) {
      for (const name of ['sensor-1', 'foreign-2', 'sensor-3']) yield await issue(name)
    })
    const { client } = emulator
    const { taskId } = await startBulkRegistration(task)
    await emulator.settled()

    const reports = await readBulkReports({ client, taskId, download })
    expect(reports.task).toEqual({ status: 'Completed', successCount: 2, failureCount: 1, percentageProgress: 100 })
    const results = await collect(reports.results())
    expect(results.map(({ lineNumber, resourceArns }) => [lineNumber, resourceArns['thing']])).toEqual([
      [1, 'arn:aws:iot:eu-central-1:123456789012:thing/sensor-1'],
      [3, 'arn:aws:iot:eu-central-1:123456789012:thing/sensor-3'],
    ])
    await expect(collect(reports.errors())).resolves.toMatchObject([
      {
        lineNumber: 2,
        errorCode: 'ResourceRegistrationFailureException',
        errorMessage: expect.stringContaining('not signed by'),
      },
    ])
    const { things, certificates } = emulator.snapshot()
    expect(things).toMatchObject({ 'sensor-1': { attributes: { location: 'factory' } }, 'sensor-3': {} })
    expect(Object.values(certificates)).toMatchObject([{ status: 'ACTIVE' }, { status: 'ACTIVE' }])
  })

  it('is refused while another one runs, and fails where the lines cannot be written', async () => {
    const { emulator, task } = await factory(async function* (issue) {
      yield await issue('sensor-1')
      yield JSON.parse('null')
    })
    const { client } = emulator
    const { taskId } = await startBulkRegistration(task)
    const second = await startBulkRegistration(task).catch((error: unknown) => error)
    expect(isThingplanError(second) && second.message).toContain('StartThingRegistrationTask')
    await emulator.settled()
    const reports = await readBulkReports({ client, taskId, download })
    expect(reports.task).toMatchObject({ status: 'Failed', successCount: 1, message: 'line 2: is no device' })
    await expect(collect(reports.results())).resolves.toHaveLength(1)
  })

  it('fails where there is no file, and says so', async () => {
    const { emulator, task } = await factory(async function* () {})
    const { client } = emulator
    const { taskId } = await startBulkRegistration({ ...task, inputFileKey: 'other.jsonl' })
    await emulator.settled()
    const reports = await readBulkReports({ client, taskId, download })
    expect(reports.task).toMatchObject({ status: 'Failed', message: expect.stringContaining('`other.jsonl`') })
    await expect(collect(reports.errors())).resolves.toEqual([])
  })
})
