import { quote } from '../../error/quote.js'
import { findText } from '../automaton/find-text.js'
import { anyOf, everyOf, globLanguage, type Language, not } from '../automaton/language.js'
import { anyRun } from '../evaluate/glob.js'
import { permission } from './attempt.js'
import { thingActions } from './https-actions.js'
import type { Side } from './own-resources.js'
import { clientIdOf } from './policy-device.js'
import { clientIdsFor, connectedAs, type Parties, type Situation } from './situation.js'

/** What a device may connect as, where that is nobody's by what was said. */
const clientIdsOf = (parties: Parties): Language => clientIdsFor(parties, connectedAs(parties, undefined), 'possible')

const overHttps = (parties: Parties, actions: readonly string[], type: string): Language => {
  const situation: Situation = { connection: connectedAs(parties, undefined) }
  return anyOf(actions.map((action) => permission(parties, situation, 'possible', [action, type])))
}

const withBelow = (name: string): Language => anyOf([globLanguage([name]), globLanguage([`${name}/`, anyRun])])

/** Why it is open whether one device is taken for another, of which is not said what it connects as or which thing it is. */
export const openNames = (parties: Parties, { prepared, device: other }: Side): readonly string[] => {
  const { device, effort } = parties
  const itself: Parties = { ...parties, prepared, device: other, other: device }
  const reasonFor = (names: Language, deed: string, field: string): readonly string[] => {
    const found = findText(names, [], effort)
    if (found === 'none') return []
    const remedy = `and the other device does not say which is its own: give \`${field}\``
    return typeof found === 'string'
      ? [`what both devices may ${deed} has too many cases to look through, ${remedy}`]
      : [`both devices may ${deed} ${quote(found.example)}, ${remedy}`]
  }
  const ofClient = (): readonly string[] => {
    const disconnected = overHttps(parties, ['iot:DeleteConnection'], 'client')
    const reached = anyOf([clientIdsOf(parties), disconnected])
    return reasonFor(everyOf(reached, clientIdsOf(itself)), 'connect as', 'clientId')
  }
  const ofThing = (): readonly string[] => {
    const own = device.thing === undefined ? [] : [withBelow(device.thing.name)]
    const both = [parties, itself].map((each) => overHttps(each, thingActions, 'thing'))
    return reasonFor(everyOf(...both, not(anyOf(own))), 'use the thing', 'thing')
  }
  return [...(clientIdOf(other) === undefined ? ofClient() : []), ...(other.thing === undefined ? ofThing() : [])]
}
