import { DescribeThingCommand, RegisterThingCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const overrideDefault: Check = {
  id: 'PROVISION-01',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'without OverrideSettings a template fails for a thing that exists with other attributes',
  reading: 'nobody relies on it: templates that are made here name every setting',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing', 'DescribeThing'],
  observe: async (bench) => {
    const thingName = bench.name('thing')
    const { certificateId } = await bench.registeredDevice('device')
    await bench.note({ kind: 'thing', name: thingName })
    const register = (value: string): Promise<unknown> => {
      const thing = { Type: 'AWS::IoT::Thing', Properties: { ThingName: thingName, AttributePayload: { value } } }
      const certificate = {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: certificateId, Status: 'INACTIVE' },
      }
      const templateBody = JSON.stringify({ Parameters: {}, Resources: { thing, certificate } })
      return bench.client.send(new RegisterThingCommand({ templateBody, parameters: {} }))
    }
    await register('first')
    const answer = await bench.answerTo(() => register('second'))
    const { attributes } = await bench.client.send(new DescribeThingCommand({ thingName }))
    const kept = attributes?.['value'] === 'first' ? 'kept' : 'replaced'
    return { observed: `${answer}; the attribute is ${kept}`, asRead: answer !== 'accepted' && kept === 'kept' }
  },
}
