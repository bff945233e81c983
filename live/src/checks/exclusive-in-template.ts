import { registerByTemplate } from '../bench/register-by-template.js'
import type { Check } from '../check/check.js'

export const exclusiveInTemplate: Check = {
  id: 'PROVISION-05',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'a template has no property for exclusive attachment: ThingPrincipalType is refused',
  reading: 'it is refused, and a template never attaches exclusively',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing'],
  observe: async (bench) => {
    const answer = await registerByTemplate(bench, { certificate: { ThingPrincipalType: 'EXCLUSIVE_THING' } })
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
