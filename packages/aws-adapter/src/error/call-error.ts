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

/** What an error means that the table of AWS IoT's errors does not know, or knows otherwise. */
export interface ErrorMeaning {
  readonly code: CallErrorCode
  readonly remedy: string
}

/** Errors of another service than AWS IoT, by name. */
export type ErrorMeanings = ReadonlyMap<string, ErrorMeaning>

/** What a call is about, as its error names it. */
export interface CallSubject extends Pick<ErrorDetails, 'field' | 'value' | 'remedy'> {
  /** Where the call goes to another service than AWS IoT. */
  readonly meanings?: ErrorMeanings
  /** The call carries a private key: what AWS answers may quote it, so that nothing but its name is kept. */
  readonly confidential?: boolean
}

/** What AWS says, unless it may quote a private key. */
const saidBy = (cause: unknown, { confidential = false }: CallSubject): string =>
  !confidential && cause instanceof Error && cause.message !== '' ? `: ${quoteInFull(cause.message)}` : ''

/** A call that AWS did not carry out. */
export class CallError extends ThingplanError<CallErrorCode> {
  override readonly name = 'CallError'
  /** Name of AWS's error. */
  readonly awsError: string
  readonly operation: string

  constructor(operation: string, subject: CallSubject, cause: unknown) {
    const awsError = errorName(cause)
    const { field, value, remedy, meanings, confidential } = subject
    const known = meanings?.get(awsError)
    const code = known?.code ?? codeOf(classifyError(cause))
    super(
      code,
      `${operation} failed with ${awsError}${saidBy(cause, subject)}`,
      { field, value, remedy, ...(confidential === true ? {} : { cause }) },
      known?.remedy ?? remedies[code],
    )
    this.awsError = awsError
    this.operation = operation
  }

  /** Whether the same call can succeed without anybody changing anything. */
  get retryable(): boolean {
    return this.code === 'call-retryable' || this.code === 'call-unexpected'
  }
}
