import { AddThingToThingGroupCommand, DeleteThingCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const deleteMember: Check = {
  id: 'THING-06',
  page: 'AWS IoT API Reference, "DeleteThing"',
  fact: 'a thing can be deleted while it is in a group',
  reading: 'nobody relies on it: a removal takes the thing out of its groups first',
  calls: ['CreateThing', 'CreateThingGroup', 'AddThingToThingGroup', 'DeleteThing'],
  observe: async (bench) => {
    const thingName = await bench.thing('thing')
    const thingGroupName = await bench.thingGroup('group')
    await bench.client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName }))
    const answer = await bench.answerTo(() => bench.client.send(new DeleteThingCommand({ thingName })))
    return { observed: answer, asRead: answer === 'accepted' }
  },
}
