import { readStrictJson } from '@thingplan/core'
import type { HttpCall } from '../../http/http-call.js'
import { longestBody } from '../../http/http-call.js'
import { readToken } from './credential.js'
import { isSerialNumber } from './serial-number.js'
import { RequestProblem } from './vending-problem.js'

/** What an HTTP request asks for, in whichever of the wire formats. */
export interface CertificateWish {
  readonly serialNumber: string
  /** The registration token, where there is one. */
  readonly token: string | undefined
  /** A certificate request in PEM; without it the key is made here. */
  readonly csr: string | undefined
  /** The raw X25519 public key, in base64, that a key made here is sealed to. */
  readonly sealingKey: string | undefined
  /** A signature over `sealingKey` by the device's present key, in base64. */
  readonly sealingKeySignature: string | undefined
}

const longestCsr = 4096

type Fields = ReadonlyMap<string, unknown>

/**
 * The body's object, by its own keys.
 *
 * @throws {RequestProblem} `content-type`, `body-too-long`, `body-malformed`
 */
export const readFields = async (call: HttpCall): Promise<Fields> => {
  const contentType = (call.header('content-type') ?? '').toLowerCase()
  if (!/^application\/json *(;|$)/.test(contentType)) throw new RequestProblem('content-type')
  const text = await call.body()
  if (text === undefined) throw new RequestProblem('body-too-long')
  const json = readStrictJson(text, longestBody)
  if (!json.ok || typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) {
    throw new RequestProblem('body-malformed')
  }
  return new Map(Object.entries(json.value))
}

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields.get(name)
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value === '') throw new RequestProblem('field-malformed', name)
  return value
}

const serialNumberOf = (fields: Fields, name: string): string => {
  const value = text(fields, name)
  if (value === undefined) throw new RequestProblem('field-missing', name)
  if (!isSerialNumber(value)) throw new RequestProblem('field-malformed', name)
  return value
}

/** @throws {RequestProblem} `field-unknown` */
export const refuseUnknown = (fields: Fields, known: readonly string[]): void => {
  const unknown = [...fields.keys()].find((key) => !known.includes(key))
  if (unknown !== undefined) throw new RequestProblem('field-unknown')
}

/**
 * `POST /certificates`: `serialNumber`, and `csr`; or `sealingKey`, perhaps with `sealingKeySignature`; or neither. The token stands in
 * the body, or as a bearer token in the header `Authorization` where nobody signs in by that.
 */
export const parseCertificateWish = async (call: HttpCall, readsBearer: boolean): Promise<CertificateWish> => {
  const fields = await readFields(call)
  refuseUnknown(fields, ['serialNumber', 'token', 'csr', 'sealingKey', 'sealingKeySignature'])
  const token = readToken(call, 'token', text(fields, 'token'), readsBearer)
  const csr = text(fields, 'csr')
  // CreateCertificateFromCsr takes no more (AWS IoT API Reference), and so do the rules of vending.
  if (csr !== undefined && csr.length > longestCsr) throw new RequestProblem('csr-too-long', 'csr')
  const sealingKey = text(fields, 'sealingKey')
  if (csr !== undefined && sealingKey !== undefined) throw new RequestProblem('field-malformed', 'sealingKey')
  return {
    serialNumber: serialNumberOf(fields, 'serialNumber'),
    token,
    csr,
    sealingKey,
    sealingKeySignature: text(fields, 'sealingKeySignature'),
  }
}

/** The older app's `POST /certificate`: `DSN` and `publicKey`; who calls has signed in. */
export const parseOlderAppWish = async (call: HttpCall): Promise<CertificateWish> => {
  const fields = await readFields(call)
  refuseUnknown(fields, ['DSN', 'publicKey'])
  const sealingKey = text(fields, 'publicKey')
  if (sealingKey === undefined) throw new RequestProblem('field-missing', 'publicKey')
  const serialNumber = serialNumberOf(fields, 'DSN')
  return { serialNumber, token: undefined, csr: undefined, sealingKey, sealingKeySignature: undefined }
}

/** The first machine's request, as a body: `serialNumber` and `deviceToken`; it had them in the query, where logs keep them. */
export const parseFirstMachineWish = async (call: HttpCall): Promise<CertificateWish> => {
  const fields = await readFields(call)
  refuseUnknown(fields, ['serialNumber', 'deviceToken'])
  const serialNumber = serialNumberOf(fields, 'serialNumber')
  return {
    serialNumber,
    token: readToken(call, 'deviceToken', text(fields, 'deviceToken'), false),
    csr: undefined,
    sealingKey: undefined,
    sealingKeySignature: undefined,
  }
}
