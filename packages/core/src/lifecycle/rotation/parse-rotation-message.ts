import { quote } from '../../error/quote.js'
import { readStrictJson } from '../../json/read-strict-json.js'
import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { demand, isSerialNumber, isSha256 } from '../check-options.js'
import { LifecycleError } from '../lifecycle-error.js'
import { isNonce } from './check-job.js'
import type { RotationDeviceMessage } from './rotation-message.js'
import { readRotationTopic } from './rotation-topics.js'

/** What a rule has handed over of one message. */
export interface RotationDelivery {
  readonly topic: string
  /** `principal()`. */
  readonly principal: string
  /** The payload as text. */
  readonly payload: string
}

/** AWS IoT takes a CSR of 4,096 characters (CreateCertificateFromCsr); twice that leaves room for JSON's escapes. */
const longestPayload = 8192
const longestCsr = 4096

const parseFields = (payload: string): Readonly<Record<string, unknown>> => {
  const read = readStrictJson(payload, longestPayload)
  if (read.ok && isPlainObject(read.value)) return read.value
  const wanted = `a JSON object of at most ${longestPayload} characters with every key once`
  throw new LifecycleError('request-malformed', `\`payload\` is not ${wanted}`, { field: 'payload' })
}

/**
 * Reads what a device has sent. What is missing, too long or of another type is refused; fields that nobody knows are left alone,
 * since devices in the field may send more.
 *
 * @param delivery - as the rules of `rotationRules` hand it over, its payload decoded
 * @param prefix - of the topics. Default `cert-rotation`
 * @returns a frozen message, of a kind that only devices send
 * @throws {LifecycleError} `request-malformed`, with the field
 * @example
 * ```ts
 * import { parseRotationMessage } from '@thingplan/core/lifecycle'
 *
 * const topic = 'cert-rotation/ack-man-cert/1234/rqst'
 * const id = 'ab'.repeat(32)
 * const message = parseRotationMessage({ topic, principal: id, payload: JSON.stringify({ cert_id: id }) })
 * message.kind // => 'acknowledgement'
 * ```
 */
export const parseRotationMessage = (
  { topic, principal, payload }: RotationDelivery,
  prefix = 'cert-rotation',
): RotationDeviceMessage => {
  demand(isSha256(principal), 'request-malformed', 'principal', 'the id of a certificate')
  const about = typeof topic === 'string' ? readRotationTopic(topic, prefix) : undefined
  if (about === undefined || !isSerialNumber(about.device)) {
    const message = `${quote(String(topic))} is no topic of a rotation`
    throw new LifecycleError('request-malformed', message, { field: 'topic' })
  }
  const { kind, device } = about
  demand(typeof payload === 'string', 'request-malformed', 'payload', 'text')
  const fields = parseFields(payload)
  const own = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)
  const nonce = own('nonce')
  demand(nonce === undefined || isNonce(nonce), 'request-malformed', 'nonce', '16 to 128 printable characters')
  const sender = { principal, device, ...(isNonce(nonce) ? { nonce } : undefined) }
  if (kind === 'request') {
    const csr = own('csr')
    if (typeof csr === 'string' && csr !== '' && csr.length <= longestCsr)
      return Object.freeze({ kind, ...sender, csr })
    throw new LifecycleError('request-malformed', `\`csr\` is no text of 1 to ${longestCsr} characters`, {
      field: 'csr',
    })
  }
  const certificateId = own('cert_id')
  if (isSha256(certificateId)) return Object.freeze({ kind, ...sender, certificateId })
  throw new LifecycleError('request-malformed', '`cert_id` is not the id of a certificate', { field: 'cert_id' })
}
