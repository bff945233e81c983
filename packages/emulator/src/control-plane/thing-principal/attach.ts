import { type AttachThingPrincipalResponse, ThingPrincipalType } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { keepAttached } from '../../detachment/detach.js'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { optionalChoice, requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'
import { requestedPrincipal } from './find-principal.js'

export const attachThingPrincipal: Operation<AttachThingPrincipalResponse> = {
  members: ['thingName', 'principal', 'thingPrincipalType'],
  perform: (world, input) => {
    const name = requiredText(input, 'thingName', constraints.thingName)
    const type = optionalChoice(input, 'thingPrincipalType', ThingPrincipalType) ?? 'NON_EXCLUSIVE_THING'
    const thing = findThing(world, name)
    const { id } = requestedPrincipal(world, input)
    const { thingPrincipals } = world.registry

    const current = thingPrincipals.valueOf(thing.name, id)
    if (current === type) {
      keepAttached(world, 'principal', thing.name, id)
      return {}
    }
    // The name of AWS's exception for these conflicts is not documented.
    if (current !== undefined) {
      throw invalidRequest(`the certificate is attached to thing ${quote(name)} as ${current}; detach it first`)
    }
    for (const other of thingPrincipals.leftsOf(id)) {
      if (type === 'EXCLUSIVE_THING' || thingPrincipals.valueOf(other, id) === 'EXCLUSIVE_THING') {
        throw invalidRequest(`the certificate is attached to thing ${quote(other)}, and one attachment is exclusive`)
      }
    }
    thingPrincipals.link(thing.name, id, type)
    return {}
  },
}
