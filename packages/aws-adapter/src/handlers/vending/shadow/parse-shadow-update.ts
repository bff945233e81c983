import type { HttpCall } from '../../../http/http-call.js'
import { readFields, refuseUnknown } from '../parse-vending-request.js'
import { RequestProblem } from '../vending-problem.js'
import type { ShadowSection, ShadowUpdate } from './shadow-source.js'

/** A section whose keys may all be written. A section that is null would delete the keys of everybody. */
const readSection = (field: string, value: unknown, writable: readonly string[]): ShadowSection => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestProblem('field-malformed', field)
  }
  if (!Object.keys(value).every((key) => writable.includes(key))) throw new RequestProblem('shadow-key', field)
  return { ...value }
}

/**
 * `PUT /shadow`: `desired`, `reported` or both, and perhaps the `version` that the shadow has to have.
 *
 * @throws {RequestProblem}
 */
export const parseShadowUpdate = async (call: HttpCall, writable: readonly string[]): Promise<ShadowUpdate> => {
  const fields = await readFields(call)
  refuseUnknown(fields, ['desired', 'reported', 'version'])
  const version = fields.get('version')
  if (version !== undefined && !(typeof version === 'number' && Number.isSafeInteger(version) && version > 0)) {
    throw new RequestProblem('field-malformed', 'version')
  }
  const desired = fields.get('desired')
  const reported = fields.get('reported')
  if (desired === undefined && reported === undefined) throw new RequestProblem('field-missing', 'reported')
  return {
    ...(desired === undefined ? {} : { desired: readSection('desired', desired, writable) }),
    ...(reported === undefined ? {} : { reported: readSection('reported', reported, writable) }),
    ...(version === undefined ? {} : { version }),
  }
}
