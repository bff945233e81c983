import { registerByTemplate } from '../bench/register-by-template.js'
import type { Check } from '../check/check.js'

export const versionKey: Check = {
  id: 'PROVISION-04',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'RegisterThing refuses a template with a key Version',
  reading: 'it refuses it, as every key that is not documented',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing'],
  observe: async (bench) => {
    const answer = await registerByTemplate(bench, { beside: { Version: '2012-10-17' } })
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
