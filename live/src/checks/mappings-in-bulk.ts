import { registerByTemplate } from '../bench/register-by-template.js'
import type { Check } from '../check/check.js'

export const mappingsInBulk: Check = {
  id: 'PROVISION-03',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'RegisterThing refuses a template with Mappings',
  reading: 'it refuses it: Mappings are for templates of fleet provisioning only',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing'],
  observe: async (bench) => {
    const answer = await registerByTemplate(bench, { beside: { Mappings: { sizes: { small: { value: '1' } } } } })
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
