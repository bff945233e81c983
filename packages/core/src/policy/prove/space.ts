import { type AutomatonToken, anyLevel } from '../automaton/glob-automaton.js'
import { anyOf, everyOf, globLanguage, type Language, not } from '../automaton/language.js'
import { anyOne, anyRun, type GlobToken } from '../evaluate/glob.js'
import { narrow, resolvePattern } from '../evaluate/pattern.js'
import type { PolicyRequest } from '../evaluate/policy-request.js'
import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import { clientIdOf, connectionOf, type PolicyDevice } from './policy-device.js'

/** A part of what is a device's own. */
export type SpacePart = 'client' | 'thing' | 'topic' | 'shadow' | 'jobs' | 'reserved-topic'

/** What is a device's own: client ids, things, topics, without the ARN in front. */
export interface Space {
  readonly parts: readonly (readonly [SpacePart, Language])[]
  /** Variables without which it is not known. */
  readonly notKnown: readonly string[]
  /** Whether nothing is known to be the device's. */
  readonly isEmpty: boolean
}

interface Side {
  readonly prepared: PreparedPolicies
  readonly device: PolicyDevice
}

const textOf = (tokens: readonly GlobToken[]): string =>
  tokens.map((token) => (token === anyRun ? '*' : token === anyOne ? '?' : token)).join('')

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

/** What one device's policies let it use, and the other's not, or what bears its name. */
const ownResources = (
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

const mqttTokens: ReadonlyMap<string, AutomatonToken> = /* @__PURE__ */ new Map<string, AutomatonToken>([
  ['+', anyLevel],
  ['#', anyRun],
])
const filterTokens: ReadonlyMap<string, AutomatonToken> = /* @__PURE__ */ new Map<string, AutomatonToken>([
  ...mqttTokens,
  ['*', anyRun],
  ['?', anyOne],
])

const translate = (text: string, by: ReadonlyMap<string, AutomatonToken>): readonly AutomatonToken[] =>
  Array.from(text, (character) => by.get(character) ?? character)

/** The topics that filters match: MQTT 3.1.1 section 4.7.1.2 counts `a` among those of `a/#`. */
const topicsOf = (tokens: readonly AutomatonToken[], root?: string): Language => {
  const isBelow = tokens.at(-1) === anyRun && tokens.at(-2) === '/'
  return anyOf([globLanguage(tokens, root), ...(isBelow ? [globLanguage(tokens.slice(0, -2), root)] : [])])
}

const filteredTopics = (resource: readonly GlobToken[], root: string): Language =>
  topicsOf(
    resource.flatMap((token) => (typeof token === 'string' ? translate(token, mqttTokens) : [token])),
    `${root}topicfilter/`,
  )

const texts = (names: readonly (string | undefined)[]): Language =>
  anyOf(names.filter((name) => name !== undefined).map((name) => globLanguage([name])))

/** Topics that AWS reserves for a thing (`reserved-topics`), each with those of its replies. */
const reservedTopics = (name: string | undefined, below: readonly (readonly AutomatonToken[])[]): Language => {
  if (name === undefined) return anyOf([])
  const requests = below.map((tokens) => [`$aws/things/${name}/`, ...tokens])
  return anyOf(requests.flatMap((tokens) => [globLanguage(tokens), globLanguage([...tokens, '/', anyLevel])]))
}

const shadowTopics: readonly (readonly AutomatonToken[])[] = /* @__PURE__ */ ['get', 'update', 'delete'].flatMap(
  (operation): AutomatonToken[][] => [[`shadow/${operation}`], ['shadow/name/', anyLevel, `/${operation}`]],
)
const jobTopics: readonly (readonly AutomatonToken[])[] = [
  ['jobs/get'],
  ['jobs/start-next'],
  ['jobs/', anyLevel, '/get'],
  ['jobs/', anyLevel, '/update'],
  ['jobs/notify'],
  ['jobs/notify-next'],
]

/** What is a device's own: its client id, its thing with the reserved topics, and the topics of its policies or of `space`. */
export const spaceOf = (own: Side, other: Side, root: string): Space => {
  const { device } = own
  const [resources, missing] = ownResources(own, other)
  const among = (type: string): readonly Language[] =>
    resources.map((tokens) => globLanguage(tokens, `${root}${type}/`))
  const name = device.thing?.name
  const shadow = reservedTopics(name, shadowTopics)
  const jobs = reservedTopics(name, jobTopics)
  const topics = device.space?.map((filter) => topicsOf(translate(filter, filterTokens))) ?? [
    ...among('topic'),
    ...resources.map((tokens) => filteredTopics(tokens, root)),
  ]
  return {
    parts: [
      ['client', anyOf([texts([clientIdOf(device), name]), ...among('client')])],
      [
        'thing',
        anyOf([texts([name]), ...(name === undefined ? [] : [globLanguage([`${name}/`, anyRun])]), ...among('thing')]),
      ],
      ['topic', anyOf(topics)],
      ['shadow', shadow],
      ['jobs', jobs],
      ['reserved-topic', everyOf(reservedTopics(name, [[anyRun]]), not(anyOf([shadow, jobs])))],
    ],
    notKnown: device.space === undefined ? [...missing] : [],
    isEmpty: (clientIdOf(device) ?? device.space?.[0] ?? resources[0]) === undefined,
  }
}
