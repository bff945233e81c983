import { accountText, deviceText } from './hide-tags.js'

const arn = /^arn:([^:]+):([^:]+):([^:]+):([^:]+):(.+)$/s
const partition = /^aws(?:-[a-z]+)*$/
const accountId = /^\d{12}$/

/** A part of an ARN that is open, or filled in later, may become what it has to be. */
const isOpen = (part: string): boolean =>
  part.includes('*') || part.includes('?') || part.includes(accountText) || part.includes(deviceText)

/** A run of wildcards says no more than one, and would make as many remainders. */
const runs = /\*{2,}/g

/**
 * What of a resource says which thing, topic, … it is about: service, colon and the last part of the ARN, such as
 * `iot:topic/a`; for `*` the same. `undefined` where it is no ARN of an AWS IoT resource.
 */
export const resourceLocator = (resource: string): string | undefined => {
  if (/^\*+$/.test(resource)) return '*'
  const [, partitionName = '', service = '', , account = '', rest = ''] = arn.exec(resource) ?? []
  if (!partition.test(partitionName) && !isOpen(partitionName)) return undefined
  if (!accountId.test(account) && !isOpen(account)) return undefined
  return service === 'iot' || service === 'greengrass' ? `${service}:${rest.replace(runs, '*')}` : undefined
}

/**
 * What a pattern still demands of a text once the text has begun with `prefix`; nothing where it cannot begin like that.
 *
 * `remaindersBehind('iot:client/', 'iot:client/a*')` is `['a*']`. Several remain where a `*` could end at several places.
 */
export const remaindersBehind = (prefix: string, pattern: string): readonly string[] => {
  let positions = new Set([0])
  for (const character of prefix) {
    const next = new Set<number>()
    // A set that grows while it is walked: behind a `*` that stands for nothing, matching goes on.
    for (const position of positions) {
      const expected = pattern[position]
      if (expected === '*') {
        next.add(position)
        positions.add(position + 1)
      } else if (expected === '?' || expected === character) next.add(position + 1)
    }
    positions = next
  }
  return [...positions].map((position) => pattern.slice(position))
}
