import type { EmulatedAccount } from './account.js'

/** Resource types of AWS IoT as they stand in ARNs (Service Authorization Reference, "AWS IoT"). */
export type ResourceType =
  | 'billinggroup'
  | 'cacert'
  | 'cert'
  | 'client'
  | 'job'
  | 'policy'
  | 'provisioningtemplate'
  | 'thing'
  | 'thinggroup'
  | 'thingtype'
  | 'topic'
  | 'topicfilter'

const prefixOf = (account: EmulatedAccount, type: ResourceType): string =>
  `arn:${account.partition}:iot:${account.region}:${account.id}:${type}/`

export const arnOf = (account: EmulatedAccount, type: ResourceType, name: string): string =>
  `${prefixOf(account, type)}${name}`

/** The name in an ARN of this account and region; undefined for every other text. */
export const nameInArn = (account: EmulatedAccount, type: ResourceType, arn: string): string | undefined => {
  const prefix = prefixOf(account, type)
  return arn.startsWith(prefix) && arn.length > prefix.length ? arn.slice(prefix.length) : undefined
}
