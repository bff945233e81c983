import { CertificateError, isThingplanError, type ThingplanError } from '@thingplan/core'
import { PkiError } from '@thingplan/pki'
import { AdapterError } from '../../error/adapter-error.js'
import type { Problem } from '../../http/problem.js'
import { AuthorityError, type AuthorityErrorCode } from '../authority-error.js'
import type { AuthorityRequest } from './parse-authority-request.js'

type Told = Omit<Problem, 'instance'>

/** What is the caller's to change; every other error is the operator's, and says nothing to the caller. */
const statusCodes: ReadonlyMap<AuthorityErrorCode, number> = /* @__PURE__ */ new Map<AuthorityErrorCode, number>([
  ['authority-request', 400],
  ['authority-verifier', 400],
  ['authority-not-ca', 422],
  ['authority-expired', 422],
  ['authority-not-yet-valid', 422],
  ['authority-algorithm', 422],
  ['authority-key-mismatch', 422],
  ['authority-refused', 422],
  ['authority-registered-elsewhere', 409],
  ['authority-mode', 409],
  ['authority-subject-limit', 409],
  ['authority-throttled', 429],
])

/** A proof is the operator's where a signer gives it, and the caller's where they brought it. */
const statusOf = (error: ThingplanError, request: AuthorityRequest | undefined): number | undefined => {
  if (error instanceof AuthorityError) {
    const isBrought = error.code === 'authority-possession' && request?.verificationCertificate !== undefined
    return isBrought ? 422 : statusCodes.get(error.code)
  }
  if (error instanceof AdapterError) return error.code === 'http-event' ? 400 : undefined
  return error instanceof CertificateError || error instanceof PkiError ? 422 : undefined
}

export const forbidden: Told = { status: 403, code: 'forbidden', title: 'this caller may not register this authority' }

export const wrongMethod: Told = { status: 405, code: 'method', title: 'only GET and POST are answered' }

const internal: Told = { status: 500, code: 'internal', title: 'the registration failed' }

/** What a caller is told of a request that has failed. */
export const problemOf = (error: unknown, request?: AuthorityRequest): Told => {
  const status = isThingplanError(error) ? statusOf(error, request) : undefined
  if (!isThingplanError(error) || status === undefined) return internal
  const { code, message, remedy } = error
  const title = remedy === undefined ? message : `${message}; ${remedy}`
  return { status, code, title, ...(status === 429 ? { retryAfterMilliseconds: 5_000 } : {}) }
}
