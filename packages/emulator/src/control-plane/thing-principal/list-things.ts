import type { ListPrincipalThingsResponse } from '@aws-sdk/client-iot'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { requestedPrincipal } from './find-principal.js'

export const listPrincipalThings: Operation<ListPrincipalThingsResponse> = {
  members: ['principal', 'nextToken', 'maxResults'],
  perform: (world, input) => {
    const { id } = requestedPrincipal(world, input)
    const { items, next } = registryPage(input, world.registry.thingPrincipals.leftsOf(id))
    return { things: [...items], ...(next === undefined ? {} : { nextToken: next }) }
  },
}
