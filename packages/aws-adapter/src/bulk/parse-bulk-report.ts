import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/** A device that was registered. */
export interface BulkSuccess {
  /** Of the input file. */
  readonly lineNumber: number
  /** Where the template certifies a request. */
  readonly certificatePem?: string
  /** By what they are of: `thing`, `certificate`, and the logical names of policies. */
  readonly resourceArns: Readonly<Record<string, string>>
}

/** A device that was not. */
export interface BulkFailure {
  /** Of the input file. */
  readonly lineNumber: number
  readonly errorCode?: string
  readonly errorMessage: string
}

export interface BulkReportKinds {
  readonly RESULTS: BulkSuccess
  readonly ERRORS: BulkFailure
}

/** AWS IoT quotas: a line of the input file is at most this long, and a report says hardly more of it. */
const longestLine = 524_288

type Fields = ReadonlyMap<string, unknown>

const malformed = (line: number, field: string, message: string): AdapterError =>
  new AdapterError('bulk-report', `line ${line} of the report: ${message}`, {
    field,
    remedy: 'give what stands behind a link of ListThingRegistrationTaskReports, of this kind and unchanged',
  })

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined

const readFields = (text: string, line: number): Fields => {
  if (text.length > longestLine) throw malformed(line, 'report', 'is too long')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed(line, 'report', 'is not JSON')
  }
  const fields = fieldsOf(value)
  if (fields === undefined) throw malformed(line, 'report', 'is not an object')
  return fields
}

const readLineNumber = (fields: Fields, line: number): number => {
  const value = fields.get('lineNumber')
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw malformed(line, 'lineNumber', `${quote('lineNumber')} is not the number of a line`)
}

const optionalText = (fields: Fields, field: string, line: number): string | undefined => {
  const value = fields.get(field)
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw malformed(line, field, `${quote(field)} is not text`)
}

const isTexts = (entries: [string, unknown][]): entries is [string, string][] =>
  entries.every(([, value]) => typeof value === 'string')

const readSuccess = (fields: Fields, line: number): BulkSuccess => {
  const lineNumber = readLineNumber(fields, line)
  const response = fieldsOf(fields.get('response'))
  if (response === undefined) throw malformed(line, 'response', `${quote('response')} is not an object`)
  const certificatePem = optionalText(response, 'certificatePem', line)
  // Seen with a capital in reports, and without in RegisterThing's answers.
  const arns = fieldsOf(response.get('ResourceArns') ?? response.get('resourceArns') ?? {})
  const entries = arns === undefined ? undefined : [...arns]
  if (entries === undefined || !isTexts(entries)) {
    throw malformed(line, 'resourceArns', `${quote('resourceArns')} is not an object of texts`)
  }
  return Object.freeze({
    lineNumber,
    ...(certificatePem === undefined ? {} : { certificatePem }),
    resourceArns: Object.freeze(Object.fromEntries(entries)),
  })
}

const readFailure = (fields: Fields, line: number): BulkFailure => {
  const lineNumber = readLineNumber(fields, line)
  // The error stands beside the number, or in a response of its own.
  const said = fieldsOf(fields.get('response')) ?? fields
  const errorMessage = optionalText(said, 'errorMessage', line)
  const errorCode = optionalText(said, 'errorCode', line)
  if (errorMessage === undefined) throw malformed(line, 'errorMessage', `${quote('errorMessage')} is missing`)
  return Object.freeze({ lineNumber, ...(errorCode === undefined ? {} : { errorCode }), errorMessage })
}

const readers: { readonly [Kind in keyof BulkReportKinds]: (fields: Fields, line: number) => BulkReportKinds[Kind] } = {
  RESULTS: readSuccess,
  ERRORS: readFailure,
}

/**
 * Reads one line of a report of a bulk registration.
 *
 * AWS does not document the form of reports. This takes what reports have been seen to hold, ignores what is beside it, and
 * refuses a line without it.
 *
 * @param kind - `RESULTS` or `ERRORS`, as the report was asked for
 * @param text - one line of JSON
 * @param line - its number in the report from 1, for the error
 * @throws {AdapterError} `bulk-report`
 *
 * @example
 * ```ts
 * import { parseBulkReportLine } from '@thingplan/aws-adapter/bulk'
 *
 * const line = '{"lineNumber":3,"errorMessage":"thing type not found"}'
 * parseBulkReportLine('ERRORS', line, 1) // => { lineNumber: 3, errorMessage: 'thing type not found' }
 * ```
 */
export const parseBulkReportLine = <Kind extends keyof BulkReportKinds>(
  kind: Kind,
  text: string,
  line: number,
): BulkReportKinds[Kind] => readers[kind](readFields(text, line), line)
