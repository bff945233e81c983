import { type HttpCall, longestBody } from '../../http/http-call.js'
import { AuthorityError } from '../authority-error.js'
import { type AuthorityRequest, badRequest, parseAuthorityRequest } from './parse-authority-request.js'

/**
 * The registration that an HTTP request asks for.
 *
 * @throws {AuthorityError} `authority-request`
 */
export const parseApiRequest = async (call: HttpCall): Promise<AuthorityRequest> => {
  const contentType = call.header('content-type')?.toLowerCase() ?? ''
  if (!/^application\/json *(;|$)/.test(contentType)) throw badRequest('content-type', '`application/json`')
  const body = await call.body()
  if (body === undefined) throw badRequest('body', `UTF-8 of at most ${longestBody} octets`)
  let request: unknown
  try {
    request = JSON.parse(body)
  } catch (cause) {
    throw new AuthorityError('authority-request', 'the body is not JSON', { field: 'body', remedy: 'give JSON', cause })
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) throw badRequest('body', 'an object')
  return parseAuthorityRequest(Object.entries(request))
}
