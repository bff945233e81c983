import { registerByTemplate } from '../bench/register-by-template.js'
import type { Check } from '../check/check.js'

export const billingGroupOverride: Check = {
  id: 'PROVISION-06',
  page: 'AWS IoT Core Developer Guide, "Provisioning templates"',
  fact: 'there is no override setting for the billing group: BillingGroup is refused',
  reading: 'it is refused, as every key that is not documented',
  calls: ['RegisterCertificateWithoutCA', 'RegisterThing'],
  observe: async (bench) => {
    const answer = await registerByTemplate(bench, { thingOverrides: { BillingGroup: 'REPLACE' } })
    return { observed: answer, asRead: answer === 'InvalidRequestException' }
  },
}
