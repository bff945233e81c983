import { staysAsWritten } from '../evaluate/certificate-variable.js'
import { anyOne, anyRun, type GlobToken } from '../evaluate/glob.js'
import { hasWildcard, narrow, resolvePattern } from '../evaluate/pattern.js'
import type { PolicyRequest } from '../evaluate/policy-request.js'
import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import { clientIdOf, connectionOf, type PolicyDevice } from './policy-device.js'

/** A device with all policies that count for it. */
export interface Side {
  readonly prepared: PreparedPolicies
  readonly device: PolicyDevice
}

const wildcards: Readonly<Record<Exclude<GlobToken, string>, string>> = { [anyRun]: '*', [anyOne]: '?' }

/** The text that a policy would have in place of variables. */
const textOf = (tokens: readonly GlobToken[]): string =>
  tokens.map((token) => (typeof token === 'string' ? token.replace(/[*?]/g, '${$&}') : wildcards[token])).join('')

/** What policies let a device use, on whatever condition, each resource with its text, and the variables that were missing. */
export const resourcesOf = ({
  prepared,
  device,
}: Side): [resources: Map<string, readonly GlobToken[]>, notKnown: Set<string>] => {
  const request: PolicyRequest = {
    ...connectionOf(device, clientIdOf(device)),
    action: '',
    resource: '',
    protocol: 'mqtt',
  }
  const resources = new Map<string, readonly GlobToken[]>()
  const missing = new Set<string>()
  const granting = prepared.grants.filter(({ exceptResources }) => !exceptResources)
  for (const { pattern } of granting.flatMap((statement) => statement.resources)) {
    const names = new Set<string>()
    const tokens = resolvePattern(pattern, request, narrow, names)
    if (typeof tokens !== 'string') resources.set(textOf(tokens), tokens)
    else if (tokens === 'unknown' || (hasWildcard(pattern) && [...names].every(staysAsWritten))) {
      for (const name of names) missing.add(name)
    }
  }
  return [resources, missing]
}

/** What a device is called; a resource with one of these in it is the device's, whoever else may use it. */
const namesOf = ({ clientId, thing, certificate, certificateId }: PolicyDevice): readonly string[] =>
  [clientId, thing?.name, certificate?.id, certificateId].filter((name): name is string => Boolean(name))

const isPartOfWord = (character: string | undefined): boolean => character !== undefined && /[\w-]/.test(character)

const mentions = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!isPartOfWord(text[at - 1]) && !isPartOfWord(text[at + name.length])) return true
  }
  return false
}

/** A resource that is a wildcard altogether, or all of one type, is nobody's own. */
const isEverything = (text: string): boolean => /^(?:\*|arn:[^/]*\/\*)$/.test(text)

/** Whether a resource bears a name of one device that the other has not. */
const namedAfter = (own: Side, other: Side): ((text: string) => boolean) => {
  const othersNames = namesOf(other.device)
  const names = namesOf(own.device).filter((name) => !othersNames.includes(name))
  return (text) => names.some((name) => mentions(text, name))
}

const ownership = (own: Side, other: Side, shared: ReadonlyMap<string, unknown>): ((text: string) => boolean) => {
  const isNamed = namedAfter(own, other)
  return (text) => !isEverything(text) && (!shared.has(text) || isNamed(text))
}

/**
 * What one device's policies let it use, and the other's not, or what bears its name; and the variables without which that is
 * not known.
 */
export const ownResources = (
  own: Side,
  other: Side,
): [resources: readonly (readonly GlobToken[])[], notKnown: Set<string>] => {
  const [resources, missing] = resourcesOf(own)
  const isOwn = ownership(own, other, resourcesOf(other)[0])
  return [[...resources].filter(([text]) => isOwn(text)).map(([, tokens]) => tokens), missing]
}

/** Whether policies let a device use everything of a type, or all but some. */
const mayUseEverything = ({ prepared }: Side, resources: ReadonlyMap<string, unknown>): boolean =>
  prepared.grants.some(({ exceptResources }) => exceptResources) || [...resources.keys()].some(isEverything)

/** What both devices' policies let them use in the same words, where that has a wildcard and is not one's own. */
export const wildcardResources = (own: Side, other: Side): ReadonlyMap<string, readonly GlobToken[]> => {
  const [resources] = resourcesOf(own)
  const [others] = resourcesOf(other)
  const isOwn = ownership(own, other, others)
  const isShared = ([text, tokens]: readonly [string, readonly GlobToken[]]): boolean =>
    others.has(text) && !isOwn(text) && tokens.some((token) => typeof token !== 'string')
  const shared = new Map([...resources].filter(isShared))
  const isSaid = [...shared.keys()].some(isEverything)
  // In whatever words: everything but some is as wide as all topics.
  if (!isSaid && mayUseEverything(own, resources) && mayUseEverything(other, others)) shared.set('*', [anyRun])
  return shared
}

/** What policies let one device use alone, and name after it. */
export const namedResources = (own: Side, other: Side): readonly (readonly GlobToken[])[] => {
  const [others] = resourcesOf(other)
  const isNamed = namedAfter(own, other)
  return [...resourcesOf(own)[0]].filter(([text]) => isNamed(text) && !others.has(text)).map(([, tokens]) => tokens)
}
