import { quote } from '../../error/quote.js'
import type { StatementOutline } from '../validate/outline-policy.js'
import { deviceSpaces, reachesOthers } from './device-space.js'
import { grantsOf, isEverything } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { isOwnLevel, levelsOf } from './name-pattern.js'
import { filtersBehind } from './shared-subscription.js'

const actions = ['iot:Publish', 'iot:Subscribe', 'iot:Receive']

/** What is between one connection and AWS: Basic Ingest, certificates, provisioning (AWS IoT, `reserved-topics`). */
const isBetweenDeviceAndAws = (name: string): boolean =>
  /^\$aws\/(?:rules\/|certificates\/create|provisioning-templates\/[^/]+\/provision\/)/.test(name)

const hasWildcard = (name: string): boolean => /[*?]/.test(name.replace(/\$\{[*?$]\}/g, ''))
const hasVariable = (name: string): boolean => /\$\{[^*?$]/.test(name) || levelsOf(name).some(isOwnLevel)

/** Client ids that are written out: what has one as a level is for that device. */
const writtenClientIds = (statements: readonly StatementOutline[]): readonly string[] =>
  grantsOf(statements, 'iot:Connect').flatMap(({ name }) => (hasWildcard(name) || hasVariable(name) ? [] : [name]))

/** Nothing in the wildcard tells devices apart: whoever has the policy speaks and hears there as everybody else. */
export const wildcardForAll: LintRule = {
  code: 'wildcard-for-all',
  severity: 'notice',
  find: (statements) => {
    const spaces = deviceSpaces(statements)
    const clientIds = writtenClientIds(statements)
    const isToldElsewhere = (name: string, isFilter: boolean): boolean =>
      isEverything(name) || filtersBehind(name).some((filter) => reachesOthers(filter, spaces, isFilter))
    const isForAll = (name: string, isFilter: boolean): boolean =>
      hasWildcard(name) &&
      !hasVariable(name) &&
      !isBetweenDeviceAndAws(name) &&
      !name.split('/').some((level) => clientIds.includes(level)) &&
      !isToldElsewhere(name, isFilter)
    const found = actions.flatMap((action) =>
      grantsOf(statements, action).filter(({ name }) => isForAll(name, action === 'iot:Subscribe')),
    )
    const places = new Map(found.map(({ at }) => [at.path, at.written]))
    return Array.from(places, ([path, value]) => ({
      path,
      value,
      message: `${quote(value)} is the same for every device, and its wildcard may be what another device uses`,
      remedy: 'name what is for all without a wildcard, or put what names the device in front of it',
    }))
  },
}
