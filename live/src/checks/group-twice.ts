import { AddThingToThingGroupCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const groupTwice: Check = {
  id: 'THING-01',
  page: 'AWS IoT API Reference, "AddThingToThingGroup"',
  fact: 'AddThingToThingGroup a second time is a success',
  reading: 'a success; an error that says that it exists would count as done all the same',
  calls: ['CreateThing', 'CreateThingGroup', 'AddThingToThingGroup'],
  observe: async (bench) => {
    const thingName = await bench.thing('thing')
    const thingGroupName = await bench.thingGroup('group')
    const command = new AddThingToThingGroupCommand({ thingName, thingGroupName })
    await bench.client.send(command)
    const answer = await bench.answerTo(() => bench.client.send(command))
    return { observed: answer, asRead: answer === 'accepted' }
  },
}
