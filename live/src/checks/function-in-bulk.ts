import { registerByTemplate } from '../bench/register-by-template.js'
import type { Check } from '../check/check.js'

export const functionInBulk: Check = {
  id: 'PROVISION-02',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'RegisterThing refuses a template with Fn::Join',
  reading: 'it refuses it: functions are for templates of fleet provisioning only',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing'],
  observe: async (bench) => {
    const answer = await registerByTemplate(bench, {
      thing: { AttributePayload: { joined: { 'Fn::Join': ['-', ['a', 'b']] } } },
    })
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
