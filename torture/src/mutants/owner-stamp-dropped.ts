import { CreateThingCommand, type IoTClient } from '@aws-sdk/client-iot'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import type { Mutant } from './mutant.js'

const unstamped = (command: CreateThingCommand): CreateThingCommand => {
  const { attributePayload, ...input } = command.input
  const { certificateId: _stamp, ...attributes } = attributePayload?.attributes ?? {}
  return new CreateThingCommand({ ...input, attributePayload: { attributes } })
}

const dropping = (client: IoTClient): IoTClient =>
  new Proxy(client, {
    get: (target, property) =>
      property === 'send'
        ? (command: object) =>
            Reflect.apply(target.send, target, [command instanceof CreateThingCommand ? unstamped(command) : command])
        : Reflect.get(target, property),
  })

export const ownerStampDropped: Mutant = {
  name: 'ownership stamp dropped',
  mistake: 'a thing is made without the certificate that owns it',
  shows: /is ACTIVE without attribute certificateId of its thing$/,
  flow: createJitrFlow({ client: dropping }),
}
