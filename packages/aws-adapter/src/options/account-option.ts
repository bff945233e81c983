import type { Account, Partition } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { textOption } from './text-option.js'

/** AWS General Reference, "Amazon Resource Names". */
const partitionOf = (region: string): Partition => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/**
 * An account and region, with the partition that the region is in where none is given.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const accountOption = (account: Account): Required<Account> => {
  if (typeof account !== 'object' || account === null) {
    throw new AdapterError('adapter-option', '`account` is missing', { field: 'account' })
  }
  const { id, region, partition } = account
  textOption('account.id', id, { pattern: /^\d{12}$/, wanted: 'twelve digits' })
  textOption('account.region', region, { pattern: /^[a-z0-9-]{1,32}$/, wanted: 'a region such as eu-central-1' })
  return { id, region, partition: partition ?? partitionOf(region) }
}
