import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import type { PolicyDevice } from './policy-device.js'

/** For policies that name no account at all, where every one is as good. */
const example = 'arn:aws:iot:us-east-1:123456789012:'

const root = /^arn:[a-z-]{1,32}:iot:[a-z0-9-]{1,32}:\d{12}:/

/**
 * What the ARNs of a device's resources begin with: its account, else the one that policies name.
 *
 * @returns undefined where they name several.
 */
export const arnRootOf = (
  device: Pick<PolicyDevice, 'account'>,
  { grants, denials }: PreparedPolicies,
): string | undefined => {
  const { account } = device
  if (account !== undefined) return `arn:${account.partition ?? 'aws'}:iot:${account.region}:${account.id}:`
  const texts = [...grants, ...denials].flatMap(({ resources }) => resources.map(({ text }) => text))
  const roots = new Set(texts.map((text) => root.exec(text)?.[0]).filter((text) => text !== undefined))
  const [first = example] = roots
  return roots.size > 1 ? undefined : first
}
