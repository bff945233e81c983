import { quote } from '../../error/quote.js'
import { type Found, findText } from '../automaton/find-text.js'
import { anyLevel } from '../automaton/glob-automaton.js'
import { anyOf, everyOf, globLanguage, includes, type Language, not } from '../automaton/language.js'
import { anyRun, type GlobToken } from '../evaluate/glob.js'
import { httpsAttempts, mqttAttempts, permission } from './attempt.js'
import type { IsolationOptions } from './isolation-options.js'
import { namedResources, resourcesOf, type Side, wildcardResources } from './own-resources.js'
import { type Parties, type Situation, situationsOf } from './situation.js'
import { topicsOfFilter } from './space.js'

/** A resource with a wildcard that both devices may use, and the policies do not say whose it is. */
interface SharedWildcard {
  readonly text: string
  readonly topics: Language
}

/**
 * Topics that nobody else is sent anything of: Basic Ingest is published to alone, and what is asked of AWS there is answered
 * to the connection that asked (AWS IoT, `reserved-topics` and "Device provisioning MQTT API").
 */
const betweenDeviceAndAws: Language = /* @__PURE__ */ anyOf([
  /* @__PURE__ */ globLanguage(['$aws/rules/', anyRun]),
  /* @__PURE__ */ globLanguage(['$aws/certificates/create', anyRun]),
  /* @__PURE__ */ globLanguage(['$aws/provisioning-templates/', anyLevel, '/provision/', anyRun]),
])

const usedActions = ['iot:Publish', 'iot:Receive', 'iot:GetRetainedMessage'] as const

/** The topics that the other device itself may use, at most. */
const topicsUsed = (parties: Parties, { prepared, device }: Side): Language => {
  const itself: Parties = { ...parties, prepared, device, other: parties.device }
  return anyOf(
    situationsOf(itself).flatMap((situation) =>
      usedActions.map((action) => permission(itself, situation, 'possible', [action, 'topic'])),
    ),
  )
}

const isLiteral = (tokens: readonly GlobToken[]): boolean => tokens.every((token) => typeof token === 'string')

const exceptionsOf = ({ prepared }: Side): readonly (readonly GlobToken[])[] =>
  prepared.denials
    .filter(({ exceptResources }) => exceptResources)
    .flatMap(({ resources }) => resources.flatMap(({ tokens }) => (tokens === undefined ? [] : [tokens])))

/** Topics that are written out: somebody meant just these for both. */
const literalTopics = (sides: readonly Side[], root: string): Language =>
  anyOf(
    sides
      .flatMap((side) => [...resourcesOf(side)[0].values(), ...exceptionsOf(side)])
      .filter(isLiteral)
      .map((tokens) => globLanguage(tokens, `${root}topic/`)),
  )

const isIntended = (topics: Language, space: readonly string[] | undefined, { effort }: Parties): boolean => {
  if (space === undefined) return false
  const met = findText(everyOf(topics, anyOf(space.map(topicsOfFilter))), ['+', '#'], effort)
  // Only an example shows it: where the search is given up, the wildcard stays in question.
  return typeof met === 'object'
}

/** What both have in the same words, with a wildcard, where `space` does not meet it. */
const wildcardsOf = (parties: Parties, own: Side, from: Side): readonly SharedWildcard[] => {
  const { root } = parties
  return Array.from(wildcardResources(own, from), ([text, tokens]) => ({
    text: text.startsWith(root) ? text.slice(root.length) : text,
    topics: globLanguage(tokens, `${root}topic/`),
  })).filter(({ topics }) => !isIntended(topics, own.device.space, parties))
}

interface Use {
  readonly action: string
  readonly topic: string
}

/** Some use that a device may make of topics, in one situation or another. */
const findUse = (parties: Parties, situations: readonly Situation[], topics: Language): Found<Use> => {
  const space = { parts: [['topic', topics]], notKnown: [], isEmpty: false } as const
  const attempts = { mqtt: mqttAttempts(space), https: httpsAttempts(space) }
  for (const situation of situations) {
    for (const attempt of attempts[situation.connection.protocol ?? 'mqtt']) {
      const found = attempt.find(parties, situation, 'possible')
      if (found === 'too-large') return found
      const path = found === 'none' ? undefined : found.example.at(-1)?.[1]
      if (path !== undefined) return { example: { action: attempt.action, topic: path.slice('topic/'.length) } }
    }
  }
  return 'none'
}

const reasonFor = (action: string, text: string): string => {
  const [, topics = '*'] = /^topic\/(.*)$/s.exec(text) ?? []
  const remedy = `say with \`space\` which of it is the other's, or list ${quote(topics)} in \`shared\``
  return `both devices have ${quote(action)} on ${quote(text)}, which is nobody's own: ${remedy}`
}

/**
 * Why the wildcards that two devices share leave open whether one reaches the other: for each that the first may use on a
 * topic that the other may use too, and that nobody said to be for all. The policies do not say whose such a topic is.
 */
export const openWildcards = (
  parties: Parties,
  own: Side,
  from: Side,
  { shared = [] }: IsolationOptions,
): readonly string[] => {
  let left = wildcardsOf(parties, own, from)
  if (left.length === 0) return []
  const situations = situationsOf(parties)
  const { root } = parties
  const ofSomebody = namedResources(from, own).map((tokens) => globLanguage(tokens, `${root}topic/`))
  const forAll = [...shared.map(topicsOfFilter), literalTopics([own, from], root), betweenDeviceAndAws]
  const inQuestion = everyOf(topicsUsed(parties, own), not(anyOf([...ofSomebody, ...forAll])))
  const reasons: string[] = []
  while (left.length > 0) {
    const found = findUse(parties, situations, everyOf(anyOf(left.map(({ topics }) => topics)), inQuestion))
    if (found === 'none') break
    if (found === 'too-large') return [...reasons, 'what both devices use has too many cases to look through']
    const { action, topic } = found.example
    const meant = left.filter(({ topics }) => includes(topics, topic))
    reasons.push(...meant.map(({ text }) => reasonFor(action, text)))
    left = left.filter((wildcard) => !meant.includes(wildcard))
  }
  return reasons
}
