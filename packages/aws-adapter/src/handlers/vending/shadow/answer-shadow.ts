import { type HttpAnswer, httpAnswer } from '../../../http/http-answer.js'
import type { HttpCall } from '../../../http/http-call.js'
import { admit } from '../admit.js'
import { answerAbout, answerRefusal, type Respond } from '../answered.js'
import { readCredential, readToken } from '../credential.js'
import { isSerialNumber } from '../serial-number.js'
import type { CheckedVendingOptions } from '../vending-handler-options.js'
import { RequestProblem } from '../vending-problem.js'
import { parseShadowUpdate } from './parse-shadow-update.js'
import type { ShadowOption } from './shadow-option.js'
import type { Shadow, ShadowSection } from './shadow-source.js'

/** The keys that a device may see; all where nothing is said. */
const shownOf = (section: ShadowSection, readable: readonly string[] | undefined): ShadowSection =>
  Object.fromEntries(Object.entries(section).filter(([key]) => readable === undefined || readable.includes(key)))

const readShadow = async (thingName: string, { source, readable }: ShadowOption): Promise<HttpAnswer> => {
  const shadow: Shadow | undefined = await source.read(thingName)
  if (shadow === undefined) throw new RequestProblem('shadow-missing')
  const { desired, reported, version } = shadow
  return httpAnswer(200, {
    ...(desired === undefined ? {} : { desired: shownOf(desired, readable) }),
    ...(reported === undefined ? {} : { reported: shownOf(reported, readable) }),
    version,
  })
}

const problems = { changed: 'shadow-changed', refused: 'shadow-refused' } as const

const updateShadow = async (call: HttpCall, thingName: string, option: ShadowOption): Promise<HttpAnswer> => {
  const update = await parseShadowUpdate(call, option.writable)
  const outcome = await option.source.update(thingName, update)
  if (outcome !== 'updated') throw new RequestProblem(problems[outcome])
  return httpAnswer(200, {})
}

const ways = { GET: 'shadow-read', PUT: 'shadow-updated' } as const

/**
 * Answers requests for the shadow of a device that holds a token, or that belongs to who has signed in: by the rules of vending,
 * consuming nothing. The serial number stands in the header `Serial-Number`, the token in `Device-Token` or as a bearer token: never
 * in the address, which logs keep.
 */
export const answerShadow =
  (method: keyof typeof ways, shadow: ShadowOption, options: CheckedVendingOptions): Respond =>
  async (call, correlationId) => {
    const serialNumber = call.header('serial-number')
    if (serialNumber === undefined) throw new RequestProblem('field-missing', 'Serial-Number')
    if (!isSerialNumber(serialNumber)) throw new RequestProblem('field-malformed', 'Serial-Number')
    const about = { correlationId, source: call.source, serialNumber, failures: [] }
    return answerAbout(about, async () => {
      const token = readToken(call, 'Device-Token', call.header('device-token'), options.ownsDevice === 'nobody')
      const admission = await admit(await readCredential(call, serialNumber, token, options), options)
      if (admission.verdict === 'refuse') return answerRefusal(admission, about)
      const thingName = admission.record.thing?.thingName ?? shadow.thingName?.(serialNumber)
      if (thingName === undefined) throw new RequestProblem('shadow-missing')
      const answer = await (method === 'GET' ? readShadow(thingName, shadow) : updateShadow(call, thingName, shadow))
      return { answer, outcome: { ...about, kind: ways[method], thingName } }
    })
  }
