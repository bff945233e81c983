import {
  DescribeThingRegistrationTaskCommand,
  ListThingRegistrationTaskReportsCommand,
  ListThingRegistrationTasksCommand,
  type ReportType,
  StartThingRegistrationTaskCommand,
  StopThingRegistrationTaskCommand,
} from '@aws-sdk/client-iot'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../emulator.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { registeredCertificate } from '../fixtures/certificates.js'
import { bulkBody, roleArn } from '../fixtures/provisioning-templates.js'
import type { ObjectReader } from '../registration-task/object-reader.js'

const parameter = (name: string) => ({ [name]: { Type: 'String' } })
const byRequest = bulkBody({ CertificateSigningRequest: { Ref: 'CSR' } }, parameter('CSR'))
const byId = bulkBody({ CertificateId: { Ref: 'Id' } }, parameter('Id'))

const start = (templateBody: string, inputFileKey = 'devices.jsonl') =>
  new StartThingRegistrationTaskCommand({ templateBody, inputFileBucket: 'onboarding', inputFileKey, roleArn })

/** Runs a task over a file to its end, and describes it. */
const run = async (objects: ObjectReader, templateBody: string, options: { readonly clock?: () => Date } = {}) => {
  const emulator = emptyAccount({ objects, ...options })
  return { emulator, ...(await runOn(emulator, templateBody)) }
}

const runOn = async (emulator: Emulator, templateBody: string) => {
  const { taskId = '' } = await emulator.client.send(start(templateBody))
  await emulator.settled()
  const task = await emulator.client.send(new DescribeThingRegistrationTaskCommand({ taskId }))
  return { taskId, task }
}

/** What stands behind the links of a report, read as one reads them from AWS. */
const reportOf = async ({ client }: Emulator, taskId: string, reportType: ReportType): Promise<unknown[]> => {
  const { resourceLinks = [] } = await client.send(new ListThingRegistrationTaskReportsCommand({ taskId, reportType }))
  const texts = await Promise.all(resourceLinks.map(async (link) => (await fetch(link)).text()))
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line))
}

const lines = (...devices: readonly unknown[]): string =>
  devices.map((device) => `${JSON.stringify(device)}\n`).join('')

const csr = async () => (await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: 'any' } })).pem

describe('a registration task', () => {
  it('TASK-01 registers the device of every line as RegisterThing would, and reports certificate and ARNs', async () => {
    const file = lines({ SerialNumber: 'S-1', CSR: await csr() }, { SerialNumber: 'S-2', CSR: await csr() })
    const asked: unknown[] = []
    const objects: ObjectReader = async (...object) => {
      asked.push(object)
      return file
    }
    const { emulator, taskId, task } = await run(objects, byRequest)
    expect(asked).toEqual([['onboarding', 'devices.jsonl']])
    expect(task).toMatchObject({
      taskId,
      status: 'Completed',
      successCount: 2,
      failureCount: 0,
      percentageProgress: 100,
      templateBody: byRequest,
      inputFileBucket: 'onboarding',
      inputFileKey: 'devices.jsonl',
      roleArn,
      creationDate: expect.any(Date),
      lastModifiedDate: expect.any(Date),
    })
    expect(Object.keys(emulator.snapshot().things)).toEqual(['S-1', 'S-2'])
    const certificatePem = expect.stringContaining('BEGIN CERTIFICATE')
    const second = expect.objectContaining({ thing: `${arnPrefix}thing/S-2` })
    expect(await reportOf(emulator, taskId, 'RESULTS')).toMatchObject([
      { lineNumber: 1, offset: 0 },
      { lineNumber: 2, offset: file.indexOf('\n') + 1, response: { certificatePem, ResourceArns: second } },
    ])
    expect(await reportOf(emulator, taskId, 'ERRORS')).toEqual([])
  })

  it('TASK-02 goes on after a device that is refused, and reports line and exception', async () => {
    const emulator = emptyAccount({ objects: () => file })
    const { certificateId: Id } = await registeredCertificate(emulator.client)
    const file = [
      JSON.stringify({ SerialNumber: 'S-1', Id: 'f'.repeat(64) }),
      'no JSON',
      '["S-1"]',
      '{"SerialNumber":1}',
      '',
      JSON.stringify({ SerialNumber: 'S 1', Id }),
      JSON.stringify({ SerialNumber: 'S-7', Id }).padEnd(262_145),
      JSON.stringify({ SerialNumber: 'S-1', Id }),
    ].join('\r\n')
    const { taskId, task } = await runOn(emulator, byId)
    expect(task).toMatchObject({ status: 'Completed', successCount: 1, failureCount: 6 })
    const failure = (lineNumber: number, errorCode: string) => ({ lineNumber, response: { errorCode } })
    expect(await reportOf(emulator, taskId, 'ERRORS')).toMatchObject([
      failure(1, 'ResourceRegistrationFailureException'),
      ...[2, 3, 4, 6, 7].map((line) => failure(line, 'InvalidRequestException')),
    ])
    expect(await reportOf(emulator, taskId, 'RESULTS')).toMatchObject([{ lineNumber: 8 }])
  })

  it.each<[string, ObjectReader | undefined, RegExp]>([
    ['there is no reader', undefined, /no object `devices.jsonl` in bucket `onboarding`/],
    ['there is no object', async () => undefined, /no object/],
    ['it cannot be read', () => Promise.reject(new Error('AccessDenied')), /AccessDenied/],
    [
      'it ends too early',
      async function* () {
        yield lines({ SerialNumber: 'S-1' })
        throw new Error('connection lost')
      },
      /connection lost/,
    ],
  ])('TASK-03 fails as a whole where the file cannot be read: %s', async (_, objects, message) => {
    const emulator = emptyAccount(objects && { objects })
    const { task } = await runOn(emulator, byId)
    expect(task).toMatchObject({ status: 'Failed', message: expect.stringMatching(message), successCount: 0 })
  })

  it('TASK-04 runs alone in its account', async () => {
    const emulator = emptyAccount({ objects: () => '' })
    const { taskId } = await emulator.client.send(start(byId))
    await expect(emulator.client.send(start(byId))).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining(taskId ?? 'none'),
    })
    await emulator.settled()
    await expect(emulator.client.send(start(byId))).resolves.not.toMatchObject({ taskId })
    await emulator.settled()
  })

  it('TASK-05 can be stopped: devices that are registered stay so, the others are left out', async () => {
    const emulator = emptyAccount({
      objects: async function* () {
        yield lines({ SerialNumber: 'S-1', Id: 'f'.repeat(64) })
        const [taskId] = (await emulator.client.send(new ListThingRegistrationTasksCommand({}))).taskIds ?? []
        await emulator.client.send(new StopThingRegistrationTaskCommand({ taskId }))
        const stopping = await emulator.client.send(new DescribeThingRegistrationTaskCommand({ taskId }))
        expect(stopping).toMatchObject({ status: 'Cancelling', failureCount: 1, percentageProgress: 0 })
        yield lines({ SerialNumber: 'S-2', Id: 'f'.repeat(64) })
      },
    })
    const { taskId, task } = await runOn(emulator, byId)
    expect(task).toMatchObject({ status: 'Cancelled', failureCount: 1 })
    await emulator.client.send(new StopThingRegistrationTaskCommand({ taskId }))
  })

  it('TASK-06 that has ended by itself cannot be stopped', async () => {
    const { emulator, taskId } = await run(() => '', byId)
    const refused = emulator.client.send(new StopThingRegistrationTaskCommand({ taskId }))
    await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it.each([
    ['a template of another kind', start('{}')],
    ['a bucket that is none', new StartThingRegistrationTaskCommand({ ...start(byId).input, inputFileBucket: 'a/b' })],
    ['a key that is none', start(byId, 'ä')],
    ['a role that is none', new StartThingRegistrationTaskCommand({ ...start(byId).input, roleArn: 'me' })],
  ])('TASK-07 is not begun for %s', async (_, command) => {
    const { client } = emptyAccount()
    await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    expect((await client.send(new ListThingRegistrationTasksCommand({}))).taskIds).toEqual([])
  })

  it('TASK-08 is on a list, in pages and by status', async () => {
    const emulator = emptyAccount({ objects: (_, key) => (key === 'missing' ? undefined : '') })
    const ids: (string | undefined)[] = []
    for (const key of ['one', 'missing', 'three']) {
      ids.push((await emulator.client.send(start(byId, key))).taskId)
      await emulator.settled()
    }
    const list = (input: ListThingRegistrationTasksCommand['input']) =>
      emulator.client.send(new ListThingRegistrationTasksCommand(input))
    const first = await list({ maxResults: 2 })
    expect(first.taskIds).toEqual(ids.slice(0, 2))
    expect((await list({ maxResults: 2, nextToken: first.nextToken })).taskIds).toEqual(ids.slice(2))
    expect((await list({ status: 'Failed' })).taskIds).toEqual([ids[1]])
  })

  it('TASK-09 that does not exist is a ResourceNotFoundException, for reports an InvalidRequestException', async () => {
    const { client } = emptyAccount()
    const missing = { taskId: 'none' }
    const notFound = { name: 'ResourceNotFoundException' }
    await expect(client.send(new DescribeThingRegistrationTaskCommand(missing))).rejects.toMatchObject(notFound)
    await expect(client.send(new StopThingRegistrationTaskCommand(missing))).rejects.toMatchObject(notFound)
    const reports = client.send(new ListThingRegistrationTaskReportsCommand({ ...missing, reportType: 'ERRORS' }))
    await expect(reports).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('TASK-10 has reports of many links, in pages, each within the length that the model has for a link', async () => {
    const devices = Array.from({ length: 600 }, (_, device) => ({ SerialNumber: `S-${device}`, Id: 'none' }))
    const { emulator, taskId } = await run(() => new TextEncoder().encode(lines(...devices)), byId)
    const links: string[] = []
    let nextToken: string | undefined
    do {
      const page = { taskId, reportType: 'ERRORS', maxResults: 1, nextToken } as const
      const listed = await emulator.client.send(new ListThingRegistrationTaskReportsCommand(page))
      expect(listed.reportType).toBe('ERRORS')
      links.push(...(listed.resourceLinks ?? []))
      nextToken = listed.nextToken
    } while (nextToken !== undefined)
    expect(links.length).toBeGreaterThan(1)
    for (const link of links) expect(link.length).toBeLessThanOrEqual(65_535)
    expect(await reportOf(emulator, taskId, 'ERRORS')).toHaveLength(600)
  })

  it('TASK-11 is forgotten thirty days after its end', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const { emulator, taskId } = await run(() => '', byId, { clock: () => new Date(now) })
    const described = new DescribeThingRegistrationTaskCommand({ taskId })
    now += 30 * 86_400_000 - 1
    await expect(emulator.client.send(described)).resolves.toMatchObject({ status: 'Completed' })
    now += 1
    await expect(emulator.client.send(described)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('TASK-12 tells who watches of every device', async () => {
    const emulator = emptyAccount({ objects: () => lines({ SerialNumber: 'S-1', Id: 'f'.repeat(64) }) })
    const events: unknown[] = []
    emulator.on('provisioning', (event) => events.push(event))
    await runOn(emulator, byId)
    expect(events).toMatchObject([{ trigger: 'registration-task', outcome: 'failed' }])
  })
})
