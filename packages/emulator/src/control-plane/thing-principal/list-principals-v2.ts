import { type ListThingPrincipalsV2Response, ThingPrincipalType } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { constraints } from '../../request/constraints.js'
import { optionalChoice, requiredText } from '../../request/input.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { findThing } from '../thing/find-thing.js'

export const listThingPrincipalsV2: Operation<ListThingPrincipalsV2Response> = {
  members: ['thingName', 'thingPrincipalType', 'nextToken', 'maxResults'],
  perform: (world, input) => {
    const thing = findThing(world, requiredText(input, 'thingName', constraints.thingName))
    const wanted = optionalChoice(input, 'thingPrincipalType', ThingPrincipalType)
    const { thingPrincipals } = world.registry
    const principals = thingPrincipals.rightsOf(thing.name).flatMap((id) => {
      const thingPrincipalType = thingPrincipals.valueOf(thing.name, id)
      if (thingPrincipalType === undefined || (wanted !== undefined && wanted !== thingPrincipalType)) return []
      return [{ principal: arnOf(world.account, 'cert', id), thingPrincipalType }]
    })
    const { items, next } = registryPage(input, principals)
    return { thingPrincipalObjects: [...items], ...(next === undefined ? {} : { nextToken: next }) }
  },
}
