import type { Account, Partition } from './account.js'

const partitionOf = (region: string): Partition => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** The account with its partition, frozen; a partition that is given stands. */
export const resolveAccount = ({ id, region, partition = partitionOf(region) }: Account): Required<Account> =>
  Object.freeze({ id, region, partition })
