import { AddThingToBillingGroupCommand, DescribeThingCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const secondBillingGroup: Check = {
  id: 'THING-02',
  page: 'AWS IoT API Reference, "AddThingToBillingGroup"',
  fact: 'a thing that is in a billing group is refused by a second one',
  reading: 'it is refused with InvalidRequestException, and stays in the first',
  calls: ['CreateThing', 'CreateBillingGroup', 'AddThingToBillingGroup', 'DescribeThing'],
  observe: async (bench) => {
    const thingName = await bench.thing('thing')
    const [first, second] = [await bench.billingGroup('first'), await bench.billingGroup('second')]
    const add = (billingGroupName: string) =>
      bench.client.send(new AddThingToBillingGroupCommand({ thingName, billingGroupName }))
    await add(first)
    const look = async () => (await bench.client.send(new DescribeThingCommand({ thingName }))).billingGroupName
    await bench.until(look)
    const answer = await bench.answerTo(() => add(second))
    const group = await look()
    const where = group === first ? 'the first' : group === second ? 'the second' : 'none'
    return {
      observed: `${answer}; the thing is in ${where}`,
      asRead: answer === 'InvalidRequestException' && group === first,
    }
  },
}
