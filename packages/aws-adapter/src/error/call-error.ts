import { type ErrorDetails, quoteInFull, ThingplanError } from '@thingplan/core'
import { classifyError, type ErrorClass } from '../driver/error-classification.js'
import { errorName } from './error-name.js'

export type CallErrorCode =
  /** Throttled, interrupted, unavailable, or in the way of another change: the same call can succeed later. */
  | 'call-retryable'
  /** An error that is not known; nobody can tell whether the call was carried out. */
  | 'call-unexpected'
  /** What the call is about does not exist. */
  | 'call-not-found'
  /** What the call makes exists already, or is not as the call expects it. */
  | 'call-conflict'
  /** The caller may not do this. */
  | 'call-denied'
  /** The account's quota is used up. */
  | 'call-quota'
  /** AWS refused the call for good. */
  | 'call-refused'

const remedies: Readonly<Record<CallErrorCode, string>> = {
  'call-retryable': 'try again after a while',
  'call-unexpected': 'try again; if it stays so, report the name of the error',
  'call-not-found': 'create what is missing, or check its name, the account and the region',
  'call-conflict': 'look at what exists under that name',
  'call-denied': 'allow the operation to the caller',
  'call-quota': 'free some of the quota, or have it raised in Service Quotas; trying again does not help',
  'call-refused': 'read what AWS says, and change what was sent',
}

const codeOf = ({ kind, code }: ErrorClass): CallErrorCode => {
  if (code === 'step-unexpected') return 'call-unexpected'
  if (code === 'access-denied') return 'call-denied'
  if (code === 'quota-exceeded') return 'call-quota'
  if (kind === 'retry') return 'call-retryable'
  if (kind === 'missing-prerequisite') return 'call-not-found'
  return kind === 'conflict' ? 'call-conflict' : 'call-refused'
}

/** What a call is about, as its error names it. */
export type CallSubject = Pick<ErrorDetails, 'field' | 'value' | 'remedy'>

/** A call that AWS IoT did not carry out. */
export class CallError extends ThingplanError<CallErrorCode> {
  override readonly name = 'CallError'
  /** Name of AWS's error. */
  readonly awsError: string
  readonly operation: string

  constructor(operation: string, subject: CallSubject, cause: unknown) {
    const awsError = errorName(cause)
    const code = codeOf(classifyError(cause))
    const said = cause instanceof Error && cause.message !== '' ? `: ${quoteInFull(cause.message)}` : ''
    super(code, `${operation} failed with ${awsError}${said}`, { ...subject, cause }, remedies[code])
    this.awsError = awsError
    this.operation = operation
  }

  /** Whether the same call can succeed without anybody changing anything. */
  get retryable(): boolean {
    return this.code === 'call-retryable' || this.code === 'call-unexpected'
  }
}
