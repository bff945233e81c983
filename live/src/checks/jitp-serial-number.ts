import { quote, readCertificate } from '@thingplan/core'
import { valueInTemplate } from '../bench/value-in-template.js'
import type { Check } from '../check/check.js'

export const jitpSerialNumber: Check = {
  id: 'JITP-03',
  page: 'AWS IoT Core Developer Guide, "Just-in-time provisioning"',
  fact: 'AWS::IoT::Certificate::SerialNumber is the serialNumber of the subject',
  reading: 'nobody knows: templates that use it are refused unless one says which it is',
  calls: ['RegisterCACertificate', 'DescribeThing'],
  needsRole: true,
  observe: async (bench) => {
    const ofSubject = bench.name('subject')
    const subject = { CN: bench.name('device'), serialNumber: ofSubject }
    const { device, value } = await valueInTemplate(bench, 'AWS::IoT::Certificate::SerialNumber', subject)
    const { serialNumber } = readCertificate(device.certificatePem)
    const meanings = new Map([
      [ofSubject, 'the serialNumber of the subject'],
      [serialNumber, "the certificate's serial number, in hexadecimal"],
      [serialNumber.toUpperCase(), "the certificate's serial number, in capital hexadecimal"],
      [BigInt(`0x${serialNumber}`).toString(), "the certificate's serial number, in decimal"],
    ])
    return { observed: meanings.get(value) ?? `something else: ${quote(value)}`, asRead: value === ofSubject }
  },
}
