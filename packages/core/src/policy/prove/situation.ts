import { findText } from '../automaton/find-text.js'
import { anyOf, everyOf, globLanguage, type Language, not } from '../automaton/language.js'
import type { Effort } from '../automaton/search.js'
import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import { anyOne, anyRun } from '../evaluate/glob.js'
import type { Pattern } from '../evaluate/pattern.js'
import type { PolicyAnswer } from '../evaluate/policy-answer.js'
import type { ConnectAttribute, PolicyConnection, PolicyRequest } from '../evaluate/policy-request.js'
import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import { grantedPatterns, type PermissionQuestion, permissionOf, type Reading } from './permission.js'
import { clientIdOf, connectionOf, type PolicyDevice, thingOfDevice } from './policy-device.js'

/** Patterns of the client ids that Connect statements allow. */
export interface ClientIdForms {
  readonly asWritten: readonly Pattern[]
  /** With all that a client id could mean which holds wildcards itself: `*` reaches further than the `?` that let it in. */
  readonly widest: readonly Pattern[]
}

/** A way for a device to be connected. */
export interface Situation {
  readonly connection: PolicyConnection
  /** Forms of the client id where it is any of those that policies let the device choose. */
  readonly clientIds?: ClientIdForms
}

export interface Parties {
  /** What may still be searched for all that is asked of them. */
  readonly effort: Effort
  readonly prepared: PreparedPolicies
  readonly device: PolicyDevice
  readonly other: PolicyDevice
  /** What ARNs begin with. */
  readonly root: string
}

const attributeChoices: readonly (readonly ConnectAttribute[])[] = [
  [],
  ['PersistentConnect'],
  ['LastWill'],
  ['PersistentConnect', 'LastWill'],
]

/** The requests by which a connection can come about. */
const connectRequests = (connection: PolicyConnection, resource: string): readonly PolicyRequest[] =>
  attributeChoices.map((connectAttributes) => ({ ...connection, action: 'iot:Connect', resource, connectAttributes }))

/** The answer by which the device may connect like that; undefined where `evaluatePolicies` gives none. */
export const connectAnswer = ({ prepared, root }: Parties, connection: PolicyConnection): PolicyAnswer | undefined =>
  connectRequests(connection, `${root}client/${connection.clientId ?? ''}`)
    .map((request) => evaluatePolicies(prepared, request))
    .find(({ effect }) => effect === 'allowed')

/** What can be a client id on AWS (AWS IoT Core quotas, message broker): not empty, not longer than 128 bytes, not AWS's own. */
export const isClientId = (text: string): boolean => text !== '' && text.length <= 128 && !text.startsWith('$')

/** Every client id that may be somebody's, in the two devices' world. */
const knownClientIds = ({ device, other }: Parties): readonly string[] => {
  const names = [device, other].flatMap((party) => [clientIdOf(party), party.thing?.name])
  return [...new Set(names)].filter((name) => name !== undefined)
}

/** The device under a client id: AWS looks for the thing of that name, unless the certificate has one of its own. */
export const connectedAs = ({ device, other }: Parties, clientId: string | undefined): PolicyConnection => {
  const connection = connectionOf(device, clientId)
  const own = thingOfDevice(device)
  const isOwn = own !== undefined && (own.name === clientId || (own.attached && own.exclusive))
  const others = other.thing?.name === clientId ? thingOfDevice(other) : undefined
  // Its own thing is not looked at, but stays the one that its certificate is attached to.
  const thing = isOwn || others === undefined ? own : { ...others, attached: false, exclusive: false }
  return { ...connection, thing }
}

const connectQuestions = (
  { prepared, root }: Parties,
  connection: PolicyConnection,
  reading: Reading,
): readonly PermissionQuestion[] =>
  connectRequests(connection, '').map((request) => ({
    prepared,
    request,
    reading,
    root: `${root}client/`,
  }))

/** The client ids under which a connection can come about: its own, or where it says none, any that is nobody's. */
export const clientIdsFor = (parties: Parties, connection: PolicyConnection, reading: Reading): Language => {
  const known = anyOf(knownClientIds(parties).map((name) => globLanguage([name])))
  const { clientId } = connection
  return everyOf(
    anyOf(connectQuestions(parties, connection, reading).map(permissionOf)),
    clientId === undefined ? not(anyOf([known, globLanguage(['$', anyRun])])) : globLanguage([clientId]),
  )
}

const anyClientId: ClientIdForms = { asWritten: [[anyRun]], widest: [[anyRun]] }

/** The forms of the client ids that one resource of a Connect statement allows, behind the root of their ARNs. */
const formsOf = (pattern: Pattern | 'all-but-some', root: string): readonly Pattern[] => {
  const [first, ...rest] = pattern === 'all-but-some' ? [] : pattern
  if (typeof first !== 'string') return [[anyRun]]
  if (first.startsWith(root)) return [[first.slice(root.length), ...rest]]
  // A wildcard in the ARN may reach into the client id; another type of resource allows none.
  return root.startsWith(first) ? [[anyRun]] : []
}

/** The device under any client id that is nobody's; undefined where policies allow none. */
const underAnyClientId = (parties: Parties): Situation | undefined => {
  const connection = connectedAs(parties, undefined)
  if (findText(clientIdsFor(parties, connection, 'possible'), [], parties.effort) === 'none') return undefined
  const patterns = connectQuestions(parties, connection, 'possible').flatMap(grantedPatterns)
  const asWritten = patterns.flatMap((pattern) => formsOf(pattern, `${parties.root}client/`))
  const mayBeWild = (part: Pattern[number]): boolean =>
    part === anyOne || (typeof part === 'string' && /[*?]/.test(part))
  const widest = asWritten.map((form) => form.map((part) => (mayBeWild(part) ? anyRun : part)))
  return { connection, clientIds: { asWritten, widest } }
}

/** The situations in which a device tries to connect as somebody else. */
export const connectSituations = (parties: Parties): readonly Situation[] => {
  const { device } = parties
  const others = knownClientIds(parties).filter((name) => name !== clientIdOf(device) && name !== device.thing?.name)
  return [
    ...others.map((clientId) => ({ connection: connectedAs(parties, clientId) })),
    { connection: connectedAs(parties, undefined), clientIds: anyClientId },
  ]
}

/** Every way in which a device may be connected: under a client id that is somebody's, under any other, and over HTTPS. */
export const situationsOf = (parties: Parties): readonly Situation[] => {
  const connected = knownClientIds(parties)
    .map((clientId) => connectedAs(parties, clientId))
    .filter((connection) => findText(clientIdsFor(parties, connection, 'possible'), [], parties.effort) !== 'none')
    .map((connection) => ({ connection }))
  const anyOther = underAnyClientId(parties)
  const overHttps: Situation = { connection: { ...connectedAs(parties, undefined), protocol: 'https' } }
  return [...connected, ...(anyOther === undefined ? [] : [anyOther]), overHttps]
}
