import type { Partition } from '@thingplan/core'

/** The account and region that the emulator plays. */
export interface EmulatedAccount {
  readonly id: string
  readonly region: string
  readonly partition: Partition
}

/** The partition that a region belongs to, by its prefix (AWS General Reference, "Amazon Resource Names"). */
export const partitionOf = (region: string): Partition => {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}
