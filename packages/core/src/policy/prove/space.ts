import { type AutomatonToken, anyLevel } from '../automaton/glob-automaton.js'
import { anyOf, everyOf, globLanguage, type Language, not } from '../automaton/language.js'
import { anyOne, anyRun, type GlobToken } from '../evaluate/glob.js'
import { ownResources, type Side } from './own-resources.js'
import { clientIdOf } from './policy-device.js'

/** A part of what is a device's own. */
export type SpacePart = 'client' | 'thing' | 'core' | 'topic' | 'shadow' | 'jobs' | 'reserved-topic'

/** What is a device's own: client ids, things, topics, without the ARN in front. */
export interface Space {
  readonly parts: readonly (readonly [SpacePart, Language])[]
  /** Variables without which it is not known. */
  readonly notKnown: readonly string[]
  /** Whether nothing is known to be the device's. */
  readonly isEmpty: boolean
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

/** The topics of a filter in which `*` and `?` are wildcards too. */
export const topicsOfFilter = (filter: string): Language => topicsOf(translate(filter, filterTokens))

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

const withBelow = (...tokens: readonly AutomatonToken[]): Language =>
  anyOf([globLanguage(tokens), globLanguage([...tokens, '/', anyRun])])

/**
 * Topics on which AWS tells of a device, and sends it commands: `$aws/commands/things/<thing>/…`,
 * `$aws/events/presence/<event>/<client id>`, … (AWS IoT, `reserved-topics`).
 */
const topicsAbout = (thing: string | undefined, clientId: string | undefined): Language => {
  const ofThing = (name: string): Language[] => [
    withBelow(`$aws/commands/things/${name}`),
    withBelow('$aws/events/', anyRun, `thing/${name}`),
  ]
  const ofClient = (name: string): Language[] => [
    withBelow(`$aws/commands/clients/${name}`),
    ...['presence', 'subscriptions'].map((kind) => globLanguage([`$aws/events/${kind}/`, anyLevel, `/${name}`])),
  ]
  return anyOf([...(thing === undefined ? [] : ofThing(thing)), ...(clientId === undefined ? [] : ofClient(clientId))])
}

/** What is a device's own: its client id, its thing with the reserved topics, and the topics of its policies or of `space`. */
export const spaceOf = (own: Side, other: Side, root: string): Space => {
  const { device } = own
  const [resources, missing] = ownResources(own, other)
  const among = (type: string): readonly Language[] =>
    resources.map((tokens) => globLanguage(tokens, `${root}${type}/`))
  const name = device.thing?.name
  const shadow = reservedTopics(name, shadowTopics)
  const jobs = reservedTopics(name, jobTopics)
  const topics = device.space?.map(topicsOfFilter) ?? [
    ...among('topic'),
    ...resources.map((tokens) => filteredTopics(tokens, root)),
  ]
  return {
    parts: [
      ['client', anyOf([texts([clientIdOf(device), name]), ...among('client')])],
      ['core', name === undefined ? anyOf([]) : withBelow(anyRun, `/${name}`)],
      [
        'thing',
        anyOf([texts([name]), ...(name === undefined ? [] : [globLanguage([`${name}/`, anyRun])]), ...among('thing')]),
      ],
      ['topic', anyOf(topics)],
      ['shadow', shadow],
      ['jobs', jobs],
      [
        'reserved-topic',
        anyOf([
          everyOf(reservedTopics(name, [[anyRun]]), not(anyOf([shadow, jobs]))),
          topicsAbout(name, clientIdOf(device)),
        ]),
      ],
    ],
    notKnown: device.space === undefined ? [...missing] : [],
    isEmpty: (clientIdOf(device) ?? device.space?.[0] ?? resources[0]) === undefined,
  }
}
