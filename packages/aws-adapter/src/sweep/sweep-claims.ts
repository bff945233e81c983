import {
  claimedKeyHashes,
  type DeviceStore,
  decideRotationSweep,
  decideSweep,
  requestedKeyHashes,
  type SweepCandidate,
  type SweepDecision,
} from '@thingplan/core/lifecycle'
import type { RotationStore } from '../stores/rotation-store.js'

/** What records say of the keys that certificates are for. */
export interface SweepClaims {
  /**
   * The devices that have claimed keys, by the keys' hashes: one walk through the store.
   *
   * @param unreadable - gets the devices whose records cannot be read: what they have claimed is nobody's, and is left alone
   */
  claimants(keyHashes: ReadonlySet<string>, unreadable: Map<string, unknown>): Promise<ReadonlyMap<string, string>>
  /** Judges a certificate by the record as it is now. */
  judge(
    candidate: SweepCandidate,
    device: string,
    facts: { readonly now: () => Date; readonly leaseMilliseconds: number },
  ): Promise<SweepDecision>
}

/** What a record of a device has claimed, or that it cannot be read. */
type Claim = { readonly device: string } & (
  | { readonly keyHashes: readonly string[] }
  | { readonly unreadable: unknown }
)

const findClaimants = async (
  claims: () => AsyncIterable<Claim>,
  keyHashes: ReadonlySet<string>,
  unreadable: Map<string, unknown>,
): Promise<ReadonlyMap<string, string>> => {
  const claimants = new Map<string, string>()
  if (keyHashes.size === 0) return claimants
  for await (const claim of claims()) {
    if ('unreadable' in claim) {
      unreadable.set(claim.device, claim.unreadable)
      continue
    }
    for (const keyHash of claim.keyHashes) if (keyHashes.has(keyHash)) claimants.set(keyHash, claim.device)
  }
  return claimants
}

/** Of vending: who has claimed a key for its certificate. */
export const claimsOfDevices = (store: DeviceStore): SweepClaims => {
  async function* list(): AsyncGenerator<Claim> {
    for await (const record of store.list()) {
      const { serialNumber: device } = record
      yield 'unreadable' in record
        ? { device, unreadable: record.unreadable }
        : { device, keyHashes: claimedKeyHashes(record) }
    }
  }
  return {
    claimants: (keyHashes, unreadable) => findClaimants(list, keyHashes, unreadable),
    judge: async (candidate, device, { now, leaseMilliseconds }) => {
      const record = await store.read(device)
      return decideSweep(candidate, record, { now: now(), leaseMilliseconds })
    },
  }
}

/** Of rotation: who has asked with a key for its next certificate. */
export const claimsOfRotations = (store: Pick<RotationStore, 'read' | 'list'>): SweepClaims => {
  async function* list(): AsyncGenerator<Claim> {
    for await (const stored of store.list()) {
      yield 'unreadable' in stored
        ? stored
        : { device: stored.record.device, keyHashes: requestedKeyHashes(stored.record) }
    }
  }
  return {
    claimants: (keyHashes, unreadable) => findClaimants(list, keyHashes, unreadable),
    judge: async (candidate, device, { now, leaseMilliseconds }) => {
      const stored = await store.read(device)
      return decideRotationSweep(candidate, stored?.record, { now: now(), leaseMilliseconds })
    },
  }
}
