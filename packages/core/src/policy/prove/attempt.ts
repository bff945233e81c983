import { findDelivery } from '../automaton/find-delivery.js'
import { type Found, findText } from '../automaton/find-text.js'
import { everyOf, globLanguage, type Language, not } from '../automaton/language.js'
import { anyRun } from '../evaluate/glob.js'
import { connectivityActions, thingActions, topicActions } from './https-actions.js'
import { permissionOf, type Reading } from './permission.js'
import { clientIdsFor, type Parties, type Situation } from './situation.js'
import type { Space, SpacePart } from './space.js'

/** Something that a device would do, each request of it with its resource behind the ARN's root. */
export type Deed = readonly (readonly [action: string, path: string])[]

/** One way to reach into a part of somebody's space. */
export interface Attempt {
  /** What is gained in the end. */
  readonly action: string
  readonly part: SpacePart
  /** A deed that policies let a device do, by one reading of them and of the client id, where that is open. */
  find(parties: Parties, situation: Situation, reading: Reading): Found<Deed>
}

/** On what a device is allowed an action in a situation, behind the root and the type of the resource. */
export const permission = (
  { prepared, root }: Parties,
  { connection, clientIds }: Situation,
  reading: Reading,
  [action, type]: readonly [action: string, type: string],
): Language => {
  const request = { ...connection, action, resource: '' }
  const question = { prepared, request, root: `${root}${type}/` }
  if (clientIds === undefined) return permissionOf({ ...question, reading })
  // Nothing is certain of a client id that is open: what may be found is checked with those it could be.
  const forms = reading === 'certain' ? clientIds.asWritten : clientIds.widest
  return permissionOf({ ...question, reading: 'possible', clientIds: forms })
}

/** An example that does not end with an empty level, where there is one: it is easier to believe. */
const plain = <Example>(
  find: (language: Language) => Found<Example>,
  language: Language,
  textOf: (example: Example) => string,
): Found<Example> => {
  const found = find(language)
  if (typeof found === 'string' || !textOf(found.example).endsWith('/')) return found
  const plainer = find(everyOf(language, not(globLanguage([anyRun, '/']))))
  return typeof plainer === 'string' ? found : plainer
}

const deedOf = <Example>(found: Found<Example>, deed: (example: Example) => Deed): Found<Deed> =>
  typeof found === 'string' ? found : { example: deed(found.example) }

/** Doing something to one resource, for which policies must allow each of the actions. */
const direct = (part: SpacePart, language: Language, type: string, actions: readonly string[]): Attempt => ({
  action: actions.at(-1) ?? '',
  part,
  find: (parties, situation, reading) => {
    const allowed = actions.map((action) => permission(parties, situation, reading, [action, type]))
    // Topics have no MQTT wildcards in them (MQTT 3.1.1 section 4.7.1).
    const excluded = type === 'topic' ? ['+', '#'] : []
    const found = plain((texts) => findText(texts, excluded, parties.effort), everyOf(language, ...allowed), String)
    return deedOf(found, (text) => actions.map((action) => [action, `${type}/${text}`]))
  },
})

/** Receiving from a topic what a subscription matches. */
const delivery = (part: SpacePart, language: Language): Attempt => ({
  action: 'iot:Receive',
  part,
  find: (parties, situation, reading) => {
    const filters = permission(parties, situation, reading, ['iot:Subscribe', 'topicfilter'])
    const topics = permission(parties, situation, reading, ['iot:Receive', 'topic'])
    const found = plain(
      (texts) => findDelivery(filters, texts, parties.effort),
      everyOf(language, topics),
      ({ topic }) => topic,
    )
    return deedOf(found, ({ filter, topic }) => [
      ['iot:Subscribe', `topicfilter/${filter}`],
      ['iot:Receive', `topic/${topic}`],
    ])
  },
})

const topicParts: ReadonlySet<SpacePart> = /* @__PURE__ */ new Set(['topic', 'shadow', 'jobs', 'reserved-topic'])

/** What can be tried over an MQTT connection. */
export const mqttAttempts = ({ parts }: Space): readonly Attempt[] =>
  parts.flatMap(([part, language]) =>
    topicParts.has(part)
      ? [
          direct(part, language, 'topic', ['iot:Publish']),
          direct(part, language, 'topic', ['iot:Publish', 'iot:RetainPublish']),
          delivery(part, language),
        ]
      : [],
  )

/** What may come of a grant whose resource AWS may check by another form of ARN: nothing of it is certain. */
const uncertain = ({ find, ...attempt }: Attempt, rootOf = (root: string): string => root): Attempt => ({
  ...attempt,
  find: (parties, situation, reading) =>
    reading === 'certain' ? 'none' : find({ ...parties, root: rootOf(parties.root) }, situation, reading),
})

const inGreengrass = (root: string): string => root.replace(':iot:', ':greengrass:')

/** What can be tried over HTTPS, where nothing is published to topics that begin with `$`. */
export const httpsAttempts = ({ parts }: Space): readonly Attempt[] =>
  parts.flatMap(([part, language]) => {
    const ordinary = everyOf(language, not(globLanguage(['$', anyRun])))
    if (part === 'client') return [direct(part, language, 'client', ['iot:DeleteConnection'])]
    if (part === 'thing') {
      const connectivity = connectivityActions.map((action) => uncertain(direct(part, language, 'thing', [action])))
      return [...thingActions.map((action) => direct(part, language, 'thing', [action])), ...connectivity]
    }
    if (part === 'core') {
      return ['greengrass:Discover', ...connectivityActions].map((action) =>
        uncertain(direct(part, language, '/greengrass', [action]), inGreengrass),
      )
    }
    if (part !== 'topic') return []
    return topicActions.map((action) => direct(part, ordinary, 'topic', [action]))
  })

/** Connecting as somebody else. */
const connecting = (part: SpacePart, language: Language): Attempt => ({
  action: 'iot:Connect',
  part,
  find: (parties, { connection }, reading) => {
    const known = connection.clientId === undefined ? 'possible' : reading
    const found = findText(everyOf(language, clientIdsFor(parties, connection, known)), [], parties.effort)
    return deedOf(found, (clientId) => [['iot:Connect', `client/${clientId}`]])
  },
})

export const connectAttempts = ({ parts }: Space): readonly Attempt[] =>
  parts.flatMap(([part, language]) => (part === 'client' ? [connecting(part, language)] : []))
