import { anyOne, anyRun, type GlobToken } from '../evaluate/glob.js'
import { narrow, resolvePattern } from '../evaluate/pattern.js'
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
const resourcesOf = ({
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
    else if (tokens === 'unknown') for (const name of names) missing.add(name)
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

/**
 * What one device's policies let it use, and the other's not, or what bears its name; and the variables without which that is
 * not known.
 */
export const ownResources = (
  own: Side,
  other: Side,
): [resources: readonly (readonly GlobToken[])[], notKnown: Set<string>] => {
  const [resources, missing] = resourcesOf(own)
  const [shared] = resourcesOf(other)
  const othersNames = namesOf(other.device)
  const names = namesOf(own.device).filter((name) => !othersNames.includes(name))
  const isOwn = (text: string): boolean =>
    !isEverything(text) && (!shared.has(text) || names.some((name) => mentions(text, name)))
  return [[...resources].filter(([text]) => isOwn(text)).map(([, tokens]) => tokens), missing]
}
