import type { Check } from '../check/check.js'

export const missingParent: Check = {
  id: 'THING-07',
  page: 'AWS IoT API Reference, "CreateThingGroup"',
  fact: 'CreateThingGroup under a parent that does not exist is refused with InvalidRequestException',
  reading: 'either InvalidRequestException or ResourceNotFoundException: plans create parents first',
  calls: ['CreateThingGroup'],
  observe: async (bench) => {
    const answer = await bench.answerTo(() => bench.thingGroup('child', { parentGroupName: bench.name('nobody') }))
    return { observed: answer, asRead: ['InvalidRequestException', 'ResourceNotFoundException'].includes(answer) }
  },
}
