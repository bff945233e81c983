import { type Input, isInput } from '../../request/input.js'
import { ProvisioningRejection } from './provisioning-rejection.js'
import type { PayloadFormat } from './provisioning-topic.js'

/** CBOR is loaded where it is spoken. */
const cbor = () => import('./cbor.js')

/**
 * The members of a request; an empty payload has none.
 *
 * @throws {ProvisioningRejection}
 */
export const readPayload = async (format: PayloadFormat, payload: Uint8Array): Promise<Input> => {
  if (payload.length === 0) return {}
  const value = format === 'json' ? parseJson(payload) : await parseCbor(payload)
  if (isInput(value)) return value
  throw invalidPayload('it is not an object')
}

export const writePayload = async (format: PayloadFormat, value: object): Promise<Uint8Array> =>
  format === 'json' ? Buffer.from(JSON.stringify(value)) : (await cbor()).encodeCbor(value)

const parseJson = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    throw invalidPayload('it is not JSON')
  }
}

const parseCbor = async (payload: Uint8Array): Promise<unknown> => {
  const { decodeCbor } = await cbor()
  try {
    return decodeCbor(payload)
  } catch {
    throw invalidPayload('it is not CBOR')
  }
}

const invalidPayload = (reason: string): ProvisioningRejection =>
  new ProvisioningRejection(400, 'InvalidPayload', `the payload cannot be read: ${reason}`)
