import type { DeviceRecord } from '../device-store/device-record.js'
import { hashToken, isSameHash } from './token.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingRequest } from './vending-message.js'
import type { VendingRefusalReason } from './vending-refusals.js'

/** What a credential is good for. */
export type CredentialVerdict =
  | { readonly refusal: VendingRefusalReason }
  | {
      readonly refusal?: undefined
      /** What certificates are given for: as long as it is the same, it is the same errand. */
      readonly grant: string
      /** The moment at which the token has to be alive still when the claim is written. */
      readonly tokenAliveAt?: number
    }

/** Stands for the hash of a token where there is none, so that the comparison is made all the same. */
const noHash = /* @__PURE__ */ '0'.repeat(64)

/** What certificates are given for that a token has asked for. */
export const grantOfToken = (hash: string): string => `token:${hash}`

const judgeToken = (
  record: DeviceRecord | undefined,
  { serialNumber, keyHash }: VendingRequest,
  offered: string,
  { now, holder, ownsDevice }: VendingFacts,
): CredentialVerdict => {
  const token = record?.token
  // Hashed and compared whether there is a device, a token, or neither: all take the same time.
  const isSame = isSameHash(hashToken(serialNumber, offered), token?.hash ?? noHash)
  if (record === undefined) return { refusal: 'device-unknown' }
  if (token === undefined) return { refusal: 'token-missing' }
  if (!isSame) return { refusal: 'token-wrong' }
  if (ownsDevice === false) return { refusal: 'wrong-owner' }
  if (token.keyHash !== undefined && !isSameHash(token.keyHash, keyHash))
    return { refusal: 'token-bound-to-another-key' }
  const grant = grantOfToken(token.hash)
  const { next } = record
  // Who claimed while the token lived may finish what was begun.
  if (next?.lease.holder === holder && next.grant === grant && next.keyHash === keyHash) return { grant }
  if (token.spentAt !== undefined) return { refusal: 'token-spent' }
  if (token.expiresAt <= now.getTime()) return { refusal: 'token-expired' }
  return { grant, tokenAliveAt: now.getTime() }
}

/** Whether the request shows that it may speak for the device. */
export const judgeCredential = (
  record: DeviceRecord | undefined,
  request: VendingRequest,
  facts: VendingFacts,
): CredentialVerdict => {
  const { credential } = request
  if (credential.kind === 'token') return judgeToken(record, request, credential.token, facts)
  if (facts.ownsDevice !== true) return { refusal: 'wrong-owner' }
  return record === undefined ? { refusal: 'device-unknown' } : { grant: `owner:${credential.owner}` }
}
