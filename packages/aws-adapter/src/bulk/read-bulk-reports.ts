import { DescribeThingRegistrationTaskCommand, ListThingRegistrationTaskReportsCommand } from '@aws-sdk/client-iot'
import { isThingplanError } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { callAws } from '../error/call-aws.js'
import { errorName } from '../error/error-name.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../options/required-option.js'
import { textOption } from '../options/text-option.js'
import type { BulkReportCalls } from './bulk-calls.js'
import { type BulkReportKinds, parseBulkReportLine } from './parse-bulk-report.js'
import { type ReportText, reportLines } from './report-lines.js'

export interface ReadBulkReportsOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: BulkReportCalls
  /** As `startBulkRegistration` returned it. */
  readonly taskId: string
  /**
   * Gets what stands behind a pre-signed link, as text or as pieces of it: `async (url) => (await fetch(url)).body`. A link is as
   * good as a password while it lasts, so it is in no error.
   */
  readonly download: (url: string) => Promise<ReportText | null>
}

/** How far a task is. */
export interface BulkTask {
  readonly status: 'InProgress' | 'Completed' | 'Failed' | 'Cancelled' | 'Cancelling'
  readonly successCount: number
  readonly failureCount: number
  readonly percentageProgress: number
  /** What AWS says of the task as a whole, as it says it. */
  readonly message?: string
}

export interface BulkReports {
  readonly task: BulkTask
  /** Devices that were registered, in the order of the report, read while they are asked for. */
  results(): AsyncGenerator<BulkReportKinds['RESULTS'], void, undefined>
  /** Devices that were not. */
  errors(): AsyncGenerator<BulkReportKinds['ERRORS'], void, undefined>
}

interface Reading extends ReadBulkReportsOptions {
  readonly subject: { readonly field: string; readonly value: string }
}

const describe = async ({ client, taskId, subject }: Reading): Promise<BulkTask> => {
  const operation = 'DescribeThingRegistrationTask'
  const command = new DescribeThingRegistrationTaskCommand({ taskId })
  const described = await callAws(operation, subject, () => client.send(command))
  const { status, successCount = 0, failureCount = 0, percentageProgress = 0, message } = described
  if (status === undefined) {
    throw new AdapterError('answer-malformed', `${operation} answered without \`status\``, { field: 'status' })
  }
  return Object.freeze({
    status,
    successCount,
    failureCount,
    percentageProgress,
    ...(message === undefined ? {} : { message }),
  })
}

async function* listLinks(
  { client, taskId, subject }: Reading,
  reportType: keyof BulkReportKinds,
): AsyncGenerator<string, void, undefined> {
  let nextToken: string | undefined
  do {
    const command = new ListThingRegistrationTaskReportsCommand({
      taskId,
      reportType,
      ...(nextToken === undefined ? {} : { nextToken }),
    })
    const listed = await callAws('ListThingRegistrationTaskReports', subject, () => client.send(command))
    yield* listed.resourceLinks ?? []
    nextToken = listed.nextToken
  } while (nextToken !== undefined)
}

const downloadFailed = (error: unknown): AdapterError =>
  new AdapterError('bulk-report', `a report could not be downloaded: ${errorName(error)}`, {
    field: 'download',
    remedy: 'read the reports again: links expire, and each reading gets new ones',
  })

async function* readReport<Kind extends keyof BulkReportKinds>(
  reading: Reading,
  kind: Kind,
): AsyncGenerator<BulkReportKinds[Kind], void, undefined> {
  for await (const link of listLinks(reading, kind)) {
    let line = 0
    try {
      const text = await reading.download(link)
      if (text === null) throw new TypeError('no body')
      for await (const report of reportLines(text)) {
        line += 1
        yield parseBulkReportLine(kind, report, line)
      }
    } catch (error) {
      throw isThingplanError(error) ? error : downloadFailed(error)
    }
  }
}

/**
 * Reads how far a bulk registration is, and its reports.
 *
 * Reports are read in pieces, link by link and line by line, when somebody asks for them; a line that is none ends the reading.
 * AWS deletes them 30 days after the task.
 *
 * @param options - all are required
 * @throws {AdapterError} `adapter-option`, `answer-malformed`; while reading, `bulk-report`
 * @throws {CallError} `call-not-found` for a task that does not exist, and the others
 * @see AWS IoT API Reference, "DescribeThingRegistrationTask" and "ListThingRegistrationTaskReports"
 *
 * @example
 * ```ts
 * import { readBulkReports } from '@thingplan/aws-adapter/bulk'
 *
 * // In place of an `IoTClient`.
 * const client = { send: async () => ({ status: 'Completed' as const, failureCount: 1, resourceLinks: ['https://example.com/1'] }) }
 * const download = async () => '{"lineNumber":3,"errorMessage":"thing type not found"}\n'
 *
 * const { task, errors } = await readBulkReports({ client, taskId: 'task-1', download })
 * task.failureCount // => 1
 * const lines: number[] = []
 * for await (const { lineNumber } of errors()) lines.push(lineNumber)
 * lines // => [3]
 * ```
 */
export const readBulkReports = async (options: ReadBulkReportsOptions): Promise<BulkReports> => {
  refuseUnknownOptions('readBulkReports', options, ['client', 'taskId', 'download'])
  const { client, download } = options
  requireClient(client, 'client')
  if (download === undefined) throw new AdapterError('adapter-option', '`download` is missing', { field: 'download' })
  requireFunction(download, 'download')
  const taskId = textOption('taskId', options.taskId, { pattern: /^[\w-]{1,40}$/, wanted: 'the id of a task' })
  const reading: Reading = { client, taskId, download, subject: { field: 'taskId', value: taskId } }
  return {
    task: await describe(reading),
    results: () => readReport(reading, 'RESULTS'),
    errors: () => readReport(reading, 'ERRORS'),
  }
}
