import { AttachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const exclusiveConflict: Check = {
  id: 'THING-04',
  page: 'AWS IoT API Reference, "AttachThingPrincipal"',
  fact: 'a certificate that is attached to one thing exclusively is refused by another with InvalidRequestException',
  reading: 'InvalidRequestException; whichever error it is, the step fails for good',
  calls: ['CreateThing', 'RegisterCertificateWithoutCA', 'AttachThingPrincipal'],
  observe: async (bench) => {
    const principal = bench.certificateArn(await bench.registeredDevice('device'))
    const [first, second] = [await bench.thing('first'), await bench.thing('second')]
    const exclusive = { principal, thingPrincipalType: 'EXCLUSIVE_THING' } as const
    await bench.client.send(new AttachThingPrincipalCommand({ ...exclusive, thingName: first }))
    const other = new AttachThingPrincipalCommand({ principal, thingName: second })
    const answer = await bench.answerTo(() => bench.client.send(other))
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
