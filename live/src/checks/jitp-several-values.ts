import { quote } from '@thingplan/core'
import { valueInTemplate } from '../bench/value-in-template.js'
import type { Check } from '../check/check.js'

export const jitpSeveralValues: Check = {
  id: 'JITP-04',
  page: 'AWS IoT Core Developer Guide, "Just-in-time provisioning"',
  fact: 'of a field of the subject that has several values, a template gets the first',
  reading: 'nobody knows: such a certificate is refused unless one says which value it is',
  calls: ['RegisterCACertificate', 'DescribeThing'],
  needsRole: true,
  observe: async (bench) => {
    const { value } = await valueInTemplate(bench, 'AWS::IoT::Certificate::CommonName', { CN: ['first', 'last'] })
    const isOne = value === 'first' || value === 'last'
    return { observed: isOne ? `the ${value} value` : `something else: ${quote(value)}`, asRead: value === 'first' }
  },
}
