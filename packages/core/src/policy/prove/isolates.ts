import { quote } from '../../error/quote.js'
import { fullEffort } from '../automaton/search.js'
import { type NamedPolicy, preparePolicies } from '../evaluate/prepare-policies.js'
import type { PolicyDocument } from '../policy-document.js'
import { arnRootOf } from './arn-root.js'
import { type Attempt, connectAttempts, httpsAttempts, mqttAttempts } from './attempt.js'
import type { Counterexample, Isolation } from './isolation.js'
import { checkIsolationOptions, type IsolationOptions } from './isolation-options.js'
import { openNames } from './open-names.js'
import type { Side } from './own-resources.js'
import { checkDevice, type PolicyDevice } from './policy-device.js'
import { openWildcards } from './shared-wildcards.js'
import { connectSituations, type Parties, type Situation, situationsOf } from './situation.js'
import { type Space, spaceOf } from './space.js'
import { tryAttempt } from './try-attempt.js'

const unknown = (...reasons: string[]): Isolation =>
  Object.freeze({ verdict: 'unknown', reasons: Object.freeze([...new Set(reasons)]) })

const reaches = (counterexamples: readonly Counterexample[]): Isolation =>
  Object.freeze({ verdict: 'reaches', counterexamples: Object.freeze(counterexamples) })

/** Every attempt with every situation in which it can be made. */
const campaignsOf = (parties: Parties, space: Space): readonly (readonly [Attempt, readonly Situation[]])[] => {
  const situations = situationsOf(parties)
  const overHttps = situations.filter(({ connection }) => connection.protocol === 'https')
  const overMqtt = situations.filter(({ connection }) => connection.protocol !== 'https')
  const pair =
    (through: readonly Situation[]) =>
    (attempt: Attempt): readonly [Attempt, readonly Situation[]] => [attempt, through]
  return [
    ...connectAttempts(space).map(pair(connectSituations(parties))),
    ...mqttAttempts(space).map(pair(overMqtt)),
    ...httpsAttempts(space).map(pair(overHttps)),
  ]
}

/** What makes an example superfluous: the same by another way, such as HTTPS, or one among the topics that AWS names. */
const toldBy = ({ action, part }: Attempt): readonly string[] =>
  (part === 'reserved-topic' ? ['shadow', 'jobs', part] : [part]).map((each) => `${action} ${each}`)

const judge = (parties: Parties, space: Space, openQuestions: () => readonly string[]): Isolation => {
  const reasons = new Map(
    space.notKnown.map((name) => [name, `the space of the other device depends on ${quote(name)}`]),
  )
  const counterexamples = new Map<string, Counterexample>()
  for (const [attempt, situations] of campaignsOf(parties, space)) {
    const gain = `${attempt.action} ${attempt.part}`
    for (const situation of situations) {
      if (toldBy(attempt).some((told) => counterexamples.has(told))) break
      const outcome = tryAttempt(parties, situation, attempt)
      if (outcome === undefined) continue
      if (!('reason' in outcome)) counterexamples.set(gain, outcome)
      else if (!reasons.has(gain)) reasons.set(gain, outcome.reason)
    }
  }
  if (counterexamples.size > 0) return reaches([...counterexamples.values()])
  const open = [...reasons.values(), ...openQuestions()]
  return open.length > 0 ? unknown(...open) : Object.freeze({ verdict: 'isolated' })
}

/**
 * Whether policies keep one device out of another's space: proves that nothing it may do reaches there, or shows what does.
 *
 * Looked at is everything that the first device may do over MQTT (connect, publish, retain, subscribe and receive, shadows
 * and jobs through their topics) and over HTTPS (publish, get and list retained messages, shadows, jobs), under every client
 * id that its policies let it choose, the other's included. `iot:ListRetainedMessages` shows no message, but the name of every
 * topic in the account that has one, so whoever may list reaches the other's topics, whether anything is retained there or not.
 *
 * The other's space is its client id, its thing with shadows, jobs and all other reserved topics, and each resource that its
 * policies let it use and the first device's do not, or that bears its client id, thing name or certificate id; `space` says
 * otherwise for topics. A topic without a wildcard that both use in the same words is for all. One with a wildcard may be
 * anybody's: it makes the verdict `unknown`, unless it meets `space`, which says what of it is the other's, or is listed in
 * `shared`. So does what both may connect as, or use as a thing over HTTPS, where the other does not say its client id or its
 * thing; where it does, that is its own, and whatever else it may connect as is not.
 *
 * The question is decided by intersecting automata of the policies' patterns, so that `isolated` is a proof for these two
 * devices; every counterexample is confirmed by `evaluatePolicies`. A condition or a variable that cannot be decided from
 * what the devices say, the name of a third thing among them, a template tag that is not filled in, and a search that takes
 * too long make the verdict `unknown`, never `isolated`. It holds for one direction: ask both.
 *
 * @param policies what both devices share; what is one's own stands in its `policies`.
 * @param device who may not get across.
 * @param other whose space it is.
 * @param options `shared`: wildcards that are meant for all.
 * @throws {PolicyError} `policy-option` for a key that a device or the options do not have.
 * @example
 * ```ts
 * import { isolates } from '@thingplan/core/policy'
 *
 * const arn = 'arn:aws:iot:eu-central-1:123456789012:'
 * const policyFor = (clientId: string, topics: string) => ({
 *   Version: '2012-10-17' as const,
 *   Statement: [
 *     { Effect: 'Allow' as const, Action: 'iot:Connect', Resource: `${arn}client/${clientId}` },
 *     { Effect: 'Allow' as const, Action: 'iot:Publish', Resource: `${arn}topic/${topics}` },
 *   ],
 * })
 * const device = (clientId: string) => ({ clientId, policies: [policyFor(clientId, `device/${clientId}/*`)] })
 * isolates([], device('a'), device('b')) // => { verdict: 'isolated' }
 * isolates([policyFor('*', 'news')], device('a'), device('b')).verdict // => 'reaches'
 * ```
 */
export const isolates = (
  policies: readonly (PolicyDocument | string | NamedPolicy)[],
  device: PolicyDevice,
  other: PolicyDevice,
  options: IsolationOptions = {},
): Isolation => {
  checkDevice('device', device)
  checkDevice('other', other)
  checkIsolationOptions(options)
  const prepared = preparePolicies([...policies, ...(device.policies ?? [])])
  const othersPrepared = preparePolicies([...policies, ...(other.policies ?? [])])
  const malformed = prepared.malformed ?? othersPrepared.malformed
  if (malformed !== undefined) return unknown(malformed)

  const everything = preparePolicies([...policies, ...(device.policies ?? []), ...(other.policies ?? [])])
  const root = arnRootOf({ account: other.account ?? device.account }, everything)
  if (root === undefined) return unknown('the policies name several accounts or regions: give `account`')

  const own: Side = { prepared: othersPrepared, device: other }
  const from: Side = { prepared, device }
  const space = spaceOf(own, from, root)
  if (space.isEmpty) return unknown('the other device has no space: give it a client id, a thing or `space`')
  const parties: Parties = { effort: fullEffort(), prepared, device, other, root }
  return judge(parties, space, () => [...openNames(parties, own), ...openWildcards(parties, own, from, options)])
}
