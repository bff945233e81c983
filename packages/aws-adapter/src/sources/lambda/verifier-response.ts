import type { VerifierAnswer } from '@thingplan/core'

/** Far more than a boolean and a reason need. */
const largestPayload = 65_536

const keys: readonly string[] = ['version', 'nonce', 'accepted', 'reason']

const unavailable = (reason: string): VerifierAnswer => ({ outcome: 'unavailable', reason })

const readJson = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return undefined
  }
}

/**
 * Reads what a verifier function answered. Only `{ nonce, accepted, reason? }` with our nonce is an answer; anything beside
 * it (an error object, another function's result, a key too many) says nothing about the device.
 */
export const readVerifierResponse = (payload: Uint8Array | undefined, nonce: string): VerifierAnswer => {
  if (payload === undefined || payload.length === 0) return unavailable('the verifier function answered nothing')
  if (payload.length > largestPayload) return unavailable('the verifier function answered too much')
  const answer = readJson(payload)
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    return unavailable('the verifier function did not answer with a JSON object')
  }
  const fields = new Map<string, unknown>(Object.entries(answer))
  const stranger = [...fields.keys()].find((key) => !keys.includes(key))
  if (stranger !== undefined)
    return unavailable('the verifier function answered with a key that an answer does not have')
  if (fields.get('nonce') !== nonce) return unavailable('the verifier function did not send the nonce back')
  const version = fields.get('version') ?? 1
  const accepted = fields.get('accepted')
  const reason = fields.get('reason')
  if (version !== 1 || typeof accepted !== 'boolean' || (reason !== undefined && typeof reason !== 'string')) {
    return unavailable('the verifier function answered neither yes nor no')
  }
  const outcome = accepted ? 'accepted' : 'refused'
  return reason === undefined ? { outcome } : { outcome, reason }
}
