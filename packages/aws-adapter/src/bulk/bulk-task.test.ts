import {
  DescribeThingRegistrationTaskCommand,
  ListThingRegistrationTaskReportsCommand,
  StartThingRegistrationTaskCommand,
} from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awsError } from '../fixtures/aws-error.js'
import { type MockedAws, mockAws } from '../fixtures/mock-aws.js'
import { bulkTemplate, jitpTemplate } from '../fixtures/provisioning-templates.js'
import { parseBulkReportLine } from './parse-bulk-report.js'
import { type ReadBulkReportsOptions, readBulkReports } from './read-bulk-reports.js'
import { type StartBulkRegistrationOptions, startBulkRegistration } from './start-bulk-registration.js'

const roleArn = 'arn:aws:iam::123456789012:role/provisioning'

describe('startBulkRegistration', () => {
  const optionsFor = ({ client }: MockedAws): StartBulkRegistrationOptions => ({
    client,
    template: bulkTemplate,
    inputFileBucket: 'onboarding',
    inputFileKey: 'devices/2026.jsonl',
    roleArn,
  })

  it('sends the template along', async () => {
    const aws = mockAws()
    aws.mock.on(StartThingRegistrationTaskCommand).resolves({ taskId: 'task-1' })
    await expect(startBulkRegistration(optionsFor(aws))).resolves.toEqual({ taskId: 'task-1' })
    expect(aws.sent()).toEqual([
      [
        'StartThingRegistrationTask',
        {
          templateBody: provisioningTemplateBody(bulkTemplate),
          inputFileBucket: 'onboarding',
          inputFileKey: 'devices/2026.jsonl',
          roleArn,
        },
      ],
    ])
  })

  it('tells of another task that runs', async () => {
    const aws = mockAws()
    aws.mock.on(StartThingRegistrationTaskCommand).rejects(awsError('LimitExceededException'))
    await expect(startBulkRegistration(optionsFor(aws))).rejects.toMatchObject({ code: 'call-quota', retryable: false })
  })

  it('refuses an answer without a task', async () => {
    await expect(startBulkRegistration(optionsFor(mockAws()))).rejects.toMatchObject({ code: 'answer-malformed' })
  })

  it.each<[object, string]>([
    [{ template: jitpTemplate }, 'template'],
    [{ inputFileBucket: 'a/b' }, 'inputFileBucket'],
    [{ inputFileKey: 'ä' }, 'inputFileKey'],
    [{ roleArn: 'me' }, 'roleArn'],
    [{ bucket: 'x' }, 'bucket'],
  ])('refuses the options %#', async (options, field) => {
    const aws = mockAws()
    await expect(startBulkRegistration({ ...optionsFor(aws), ...options })).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
    expect(aws.operations()).toEqual([])
  })
})

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('readBulkReports', () => {
  const success = '{"lineNumber":1,"offset":0,"response":{"certificatePem":"PEM","ResourceArns":{"thing":"arn:t"}}}\n'
  const task = { status: 'Completed', successCount: 2, failureCount: 1, percentageProgress: 100 } as const

  const completed = (): MockedAws => {
    const aws = mockAws()
    aws.mock.on(DescribeThingRegistrationTaskCommand).resolves({ ...task, templateBody: 'x' })
    aws.mock
      .on(ListThingRegistrationTaskReportsCommand, { reportType: 'RESULTS' })
      .resolves({ resourceLinks: ['https://s3/1'], nextToken: 'more' })
      .on(ListThingRegistrationTaskReportsCommand, { reportType: 'RESULTS', nextToken: 'more' })
      .resolves({ resourceLinks: ['https://s3/2'] })
      .on(ListThingRegistrationTaskReportsCommand, { reportType: 'ERRORS' })
      .resolves({ resourceLinks: ['https://s3/3'] })
    return aws
  }
  const texts = new Map([
    ['https://s3/1', success],
    ['https://s3/2', success.replace('1', '2')],
    ['https://s3/3', '{"lineNumber":3,"errorCode":"InvalidRequest","errorMessage":"no such type"}'],
  ])
  const reading = (
    { client }: MockedAws,
    download: ReadBulkReportsOptions['download'] = async (url) => texts.get(url) ?? null,
  ): ReturnType<typeof readBulkReports> => readBulkReports({ client, taskId: 'task-1', download })

  it('reads all pages of links and all lines behind them', async () => {
    const reports = await reading(completed())
    expect(reports.task).toEqual(task)
    const registered = { certificatePem: 'PEM', resourceArns: { thing: 'arn:t' } }
    await expect(collect(reports.results())).resolves.toEqual([
      { lineNumber: 1, ...registered },
      { lineNumber: 2, ...registered },
    ])
    await expect(collect(reports.errors())).resolves.toEqual([
      { lineNumber: 3, errorCode: 'InvalidRequest', errorMessage: 'no such type' },
    ])
  })

  it('asks for nothing that nobody reads', async () => {
    const aws = completed()
    await reading(aws)
    expect(aws.operations()).toEqual(['DescribeThingRegistrationTask'])
  })

  it('reads a report in pieces, wherever they are cut', async () => {
    const bytes = new TextEncoder().encode(
      '{"lineNumber":1,"errorMessage":"größer"}\r\n\n{"lineNumber":2,"errorMessage":"ü"}',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const ends = [...new Set([...cuts, bytes.length])].sort((left, right) => left - right)
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
        const { errors } = await reading(completed(), async () => pieces)
        expect((await collect(errors())).map(({ errorMessage }) => errorMessage)).toEqual(['größer', 'ü'])
      }),
    )
  })

  it.each<[string, ReadBulkReportsOptions['download']]>([
    ['fails', () => Promise.reject(new TypeError('https://s3/3?signature=secret'))],
    ['brings nothing', async () => null],
    ['brings bytes that are no text', async () => [Uint8Array.of(0xff, 0xfe)]],
  ])('ends the reading when a download %s, and tells no link', async (_, download) => {
    const { errors } = await reading(completed(), download)
    const error = await collect(errors()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'bulk-report', field: 'download' })
    expect(String(error)).not.toContain('secret')
  })

  it('tells of a task that does not exist, and of an answer without a status', async () => {
    const aws = mockAws()
    await expect(reading(aws)).rejects.toMatchObject({ code: 'answer-malformed', field: 'status' })
    aws.mock.on(DescribeThingRegistrationTaskCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(reading(aws)).rejects.toMatchObject({ code: 'call-not-found', value: 'task-1' })
  })

  it.each<[object, string]>([
    [{ taskId: 'x'.repeat(41) }, 'taskId'],
    [{ download: undefined }, 'download'],
    [{ fetch: 1 }, 'fetch'],
  ])('refuses the options %#', async (options, field) => {
    const { client } = mockAws()
    const all = { client, taskId: 'task-1', download: async () => '', ...options }
    await expect(Reflect.apply(readBulkReports, undefined, [all])).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
  })
})

describe('parseBulkReportLine', () => {
  it.each<[string, 'RESULTS' | 'ERRORS', string, unknown]>([
    [
      'a result without a certificate',
      'RESULTS',
      '{"lineNumber":0,"response":{}}',
      { lineNumber: 0, resourceArns: {} },
    ],
    [
      'ARNs as RegisterThing spells them',
      'RESULTS',
      '{"lineNumber":1,"response":{"resourceArns":{"certificate":"arn:c"}}}',
      { lineNumber: 1, resourceArns: { certificate: 'arn:c' } },
    ],
    [
      'an error inside a response',
      'ERRORS',
      '{"lineNumber":1,"response":{"errorMessage":"no"}}',
      { lineNumber: 1, errorMessage: 'no' },
    ],
  ])('reads %s', (_, kind, text, report) => {
    expect(parseBulkReportLine(kind, text, 1)).toEqual(report)
  })

  it.each<['RESULTS' | 'ERRORS', string, string]>([
    ['RESULTS', 'none', 'report'],
    ['RESULTS', '[]', 'report'],
    ['RESULTS', `"${'x'.repeat(600_000)}"`, 'report'],
    ['RESULTS', '{"response":{}}', 'lineNumber'],
    ['RESULTS', '{"lineNumber":-1,"response":{}}', 'lineNumber'],
    ['RESULTS', '{"lineNumber":1}', 'response'],
    ['RESULTS', '{"lineNumber":1,"response":{"certificatePem":7}}', 'certificatePem'],
    ['RESULTS', '{"lineNumber":1,"response":{"resourceArns":{"thing":7}}}', 'resourceArns'],
    ['ERRORS', '{"lineNumber":1}', 'errorMessage'],
    ['ERRORS', '{"lineNumber":1,"errorMessage":{}}', 'errorMessage'],
  ])('refuses the line %#', (kind, text, field) => {
    expect(() => parseBulkReportLine(kind, text, 7)).toThrow(
      expect.objectContaining({ code: 'bulk-report', field, message: expect.stringContaining('line 7') }),
    )
  })

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.constantFrom('RESULTS', 'ERRORS'), fc.oneof(fc.string(), fc.json()), (kind, text) => {
        try {
          parseBulkReportLine(kind, text, 1)
        } catch (error) {
          expect(error).toMatchObject({ code: 'bulk-report' })
        }
      }),
    )
  })
})
