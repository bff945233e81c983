import { remaindersBehind } from '../validate/resource-locator.js'

const prefix = '$share/'

/** What follows the group. A `*` in the group may reach over the slash into the filter. */
const filtersBehindGroup = (remainder: string): readonly string[] => {
  const slash = remainder.indexOf('/')
  const group = slash === -1 ? remainder : remainder.slice(0, slash)
  return [
    ...(group.includes('*') ? [remainder.slice(group.lastIndexOf('*'))] : []),
    ...(slash === -1 ? [] : [remainder.slice(slash + 1)]),
  ]
}

/**
 * The filters of the messages that a filter brings: itself, and what it can be behind `$share/<group>/` (MQTT 5 section
 * 4.8.2), where it says that or a wildcard can.
 */
export const filtersBehind = (filter: string): readonly string[] => [
  filter,
  ...remaindersBehind(prefix, filter).flatMap(filtersBehindGroup),
]
