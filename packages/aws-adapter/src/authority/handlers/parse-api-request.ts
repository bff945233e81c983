import { quote, readStrictJson } from '@thingplan/core'
import { type HttpCall, longestBody } from '../../http/http-call.js'
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
  const json = readStrictJson(body, longestBody)
  if (!json.ok) {
    throw badRequest('body', json.problem === 'repeated-key' ? `JSON with ${quote(json.repeated)} once` : 'JSON')
  }
  const { value } = json
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('body', 'an object')
  return parseAuthorityRequest(Object.entries(value))
}
