import type { RequestThing } from '@thingplan/core/policy'
import type { World } from '../world.js'
import type { Session } from './session.js'

/**
 * The thing of a connection (Developer Guide, "Associating an AWS IoT thing to an MQTT client connection"): the one that
 * the certificate is attached to exclusively, whatever the client id; else the one that is named as the client.
 */
export const connectionThing = ({ registry }: World, { clientId, certificate }: Session): RequestThing | undefined => {
  const exclusiveName = registry.thingPrincipals
    .leftsOf(certificate.id)
    .find((name) => registry.thingPrincipals.valueOf(name, certificate.id) === 'EXCLUSIVE_THING')
  const thing = registry.things.get(exclusiveName ?? clientId)
  if (thing === undefined) return undefined
  return {
    name: thing.name,
    typeName: thing.typeName,
    attributes: Object.fromEntries(thing.attributes),
    attached: registry.thingPrincipals.has(thing.name, certificate.id),
    exclusive: exclusiveName !== undefined,
  }
}
