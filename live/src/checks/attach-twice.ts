import { AttachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const attachTwice: Check = {
  id: 'THING-03',
  page: 'AWS IoT API Reference, "AttachThingPrincipal"',
  fact: 'AttachThingPrincipal a second time is a success',
  reading: 'a success: a repeated plan attaches again without looking first',
  calls: ['CreateThing', 'RegisterCertificateWithoutCA', 'AttachThingPrincipal'],
  observe: async (bench) => {
    const principal = bench.certificateArn(await bench.registeredDevice('device'))
    const command = new AttachThingPrincipalCommand({ thingName: await bench.thing('thing'), principal })
    await bench.client.send(command)
    const answer = await bench.answerTo(() => bench.client.send(command))
    return { observed: answer, asRead: answer === 'accepted' }
  },
}
