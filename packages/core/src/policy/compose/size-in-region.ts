import type { PolicyDocument } from '../policy-document.js'
import { policySize } from '../policy-size.js'

/** Names of regions in the partition `aws` have up to 14 characters. */
export const longRegion = 'ap-southeast-1'

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/**
 * Characters that a document with tags has at least once it is rendered for a region: account, region and partition count
 * as what they become, and every value of a certificate as the one character that it has at least.
 */
export const sizeInRegion = (document: PolicyDocument, region: string): number => {
  const account: Readonly<Record<string, string>> = { id: '012345678901', region, partition: partitionOf(region) }
  const lengthOf = (tag: string): number => {
    const name = /^<%=\s*account\.([a-z]+)\s*%>$/.exec(tag)?.[1] ?? ''
    return Object.hasOwn(account, name) ? (account[name]?.length ?? 1) : 1
  }
  const tags = JSON.stringify(document).match(/<%.*?%>/gs) ?? []
  return tags.reduce((size, tag) => size - tag.length + lengthOf(tag), policySize(document))
}
