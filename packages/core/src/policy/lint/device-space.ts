import { actionsOn } from '../validate/known-actions.js'
import type { StatementOutline } from '../validate/outline-policy.js'
import { grantsOf } from './grant.js'
import { covers, isOwnLevel, levelsOf } from './name-pattern.js'

/** Levels in front of the one that names a device: everything from there on is the space of that device. */
export type DeviceSpaces = readonly (readonly string[])[]

const isWild = (level: string): boolean => /[*?]/.test(level)
const isMqttWildcard = (level: string): boolean => level === '+' || level === '#'

/** Where the devices of a document have their spaces: shadows and jobs, and wherever it grants a topic of the device's own. */
export const deviceSpaces = (statements: readonly StatementOutline[]): DeviceSpaces => {
  const spaces = new Map<string, readonly string[]>([['$aws/things', ['$aws', 'things']]])
  for (const { name } of [...actionsOn('iot:topic/'), 'iot:Subscribe'].flatMap((action) =>
    grantsOf(statements, action),
  )) {
    const levels = levelsOf(name)
    const before = levels.slice(0, levels.findIndex(isOwnLevel))
    const isSpace = levels.some(isOwnLevel) && !before.some((level) => isWild(level) || isMqttWildcard(level))
    if (isSpace) spaces.set(before.join('/'), before)
  }
  return [...spaces.values()]
}

/**
 * Whether a pattern fits something in the space of more than one device.
 *
 * @param isFilter whether `+` and `#` stand for levels.
 */
const reachesInto = (space: readonly string[], levels: readonly string[], isFilter: boolean): boolean => {
  for (const [index, place] of space.entries()) {
    const level = levels[index]
    if (level === undefined) return false
    if (isFilter && level === '#') return true
    if (isFilter && level === '+') continue
    const open = level.indexOf('*')
    // A `*` crosses levels.
    if (open >= 0) return covers(`${level.slice(0, open)}*`, place)
    if (!covers(level, place)) return false
  }
  const device = levels[space.length]
  return device !== undefined && (isWild(device) || (isFilter && isMqttWildcard(device)))
}

/** Whether a pattern of topics, filters or things reaches the space of another device. */
export const reachesOthers = (name: string, spaces: DeviceSpaces, isFilter: boolean): boolean => {
  const levels = levelsOf(name)
  const first = levels[0] ?? ''
  if (first.startsWith('*') || (isFilter && isMqttWildcard(first))) return true
  return spaces.some((space) => reachesInto(space, levels, isFilter))
}
