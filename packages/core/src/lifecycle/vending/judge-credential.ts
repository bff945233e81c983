import type { DeviceRecord } from '../device-store/device-record.js'
import { hashToken, isSameHash } from './token.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingAsker } from './vending-message.js'
import type { VendingRefusalReason } from './vending-refusals.js'

/** With the key that is asked for, where that is known already. */
export type JudgedAsker = VendingAsker & { readonly keyHash?: string }

/** Without a holder nobody goes on with what was begun. */
export type CredentialFacts = Pick<VendingFacts, 'now' | 'ownsDevice'> & { readonly holder?: string }

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
  { serialNumber, keyHash }: JudgedAsker,
  offered: string,
  { now, holder, ownsDevice }: CredentialFacts,
): CredentialVerdict => {
  const token = record?.token
  // Hashed and compared whether there is a device, a token, or neither: all take the same time.
  const isSame = isSameHash(hashToken(serialNumber, offered), token?.hash ?? noHash)
  if (record === undefined) return { refusal: 'device-unknown' }
  if (token === undefined) return { refusal: 'token-missing' }
  if (!isSame) return { refusal: 'token-wrong' }
  if (ownsDevice === false) return { refusal: 'wrong-owner' }
  const isOtherKey = token.keyHash !== undefined && keyHash !== undefined && !isSameHash(token.keyHash, keyHash)
  if (isOtherKey) return { refusal: 'token-bound-to-another-key' }
  const grant = grantOfToken(token.hash)
  const { next } = record
  // Who claimed while the token lived may finish what was begun.
  const isOurs = next !== undefined && next.lease.holder === holder && next.grant === grant
  if (isOurs && next.keyHash === keyHash) return { grant }
  if (token.spentAt !== undefined) return { refusal: 'token-spent' }
  if (token.expiresAt <= now.getTime()) return { refusal: 'token-expired' }
  return { grant, tokenAliveAt: now.getTime() }
}

/** Whether the asker shows that they may speak for the device. */
export const judgeCredential = (
  record: DeviceRecord | undefined,
  asker: JudgedAsker,
  facts: CredentialFacts,
): CredentialVerdict => {
  const { credential } = asker
  if (credential.kind === 'token') return judgeToken(record, asker, credential.token, facts)
  if (facts.ownsDevice !== true) return { refusal: 'wrong-owner' }
  return record === undefined ? { refusal: 'device-unknown' } : { grant: `owner:${credential.owner}` }
}
