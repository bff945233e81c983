import { AttachThingPrincipalCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const exclusiveOverlap: Check = {
  id: 'THING-05',
  page: 'AWS IoT API Reference, "AttachThingPrincipal"',
  fact: 'a thing can have two certificates that are attached exclusively, as during a rotation',
  reading: 'it can: EXCLUSIVE_THING limits the certificate, not the thing',
  calls: ['CreateThing', 'RegisterCertificateWithoutCA', 'AttachThingPrincipal'],
  observe: async (bench) => {
    const thingName = await bench.thing('thing')
    const attach = async (suffix: string): Promise<string> => {
      const principal = bench.certificateArn(await bench.registeredDevice(suffix))
      const command = new AttachThingPrincipalCommand({ thingName, principal, thingPrincipalType: 'EXCLUSIVE_THING' })
      return bench.answerTo(() => bench.client.send(command))
    }
    const [first, second] = [await attach('old'), await attach('new')]
    return { observed: `${first}, then ${second}`, asRead: first === 'accepted' && second === 'accepted' }
  },
}
