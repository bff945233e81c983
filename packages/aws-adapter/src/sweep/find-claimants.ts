import { claimedKeyHashes, type DeviceStore } from '@thingplan/core/lifecycle'

/** The serial numbers of the devices that have claimed keys, by the keys' hashes: one walk through the store. */
export const findClaimants = async (
  store: DeviceStore,
  keyHashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> => {
  const claimants = new Map<string, string>()
  if (keyHashes.size === 0) return claimants
  for await (const record of store.list()) {
    for (const keyHash of claimedKeyHashes(record)) {
      if (keyHashes.has(keyHash)) claimants.set(keyHash, record.serialNumber)
    }
  }
  return claimants
}
