import { claimedKeyHashes, type DeviceStore } from '@thingplan/core/lifecycle'

/**
 * The serial numbers of the devices that have claimed keys, by the keys' hashes: one walk through the store.
 *
 * @param unreadable - gets the devices whose records cannot be read: what they have claimed is nobody's, and is left alone
 */
export const findClaimants = async (
  store: DeviceStore,
  keyHashes: ReadonlySet<string>,
  unreadable: Map<string, unknown>,
): Promise<ReadonlyMap<string, string>> => {
  const claimants = new Map<string, string>()
  if (keyHashes.size === 0) return claimants
  for await (const record of store.list()) {
    if ('unreadable' in record) {
      unreadable.set(record.serialNumber, record.unreadable)
      continue
    }
    for (const keyHash of claimedKeyHashes(record)) {
      if (keyHashes.has(keyHash)) claimants.set(keyHash, record.serialNumber)
    }
  }
  return claimants
}
