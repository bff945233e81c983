import { DescribeThingCommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { jitpConfig } from '../bench/jitp-config.js'
import type { Check } from '../check/check.js'

export const jitpSerialNumber: Check = {
  id: 'JITP-03',
  section: '2.1, 13.3',
  fact: 'AWS::IoT::Certificate::SerialNumber is the serialNumber of the subject',
  reading: 'nobody knows: templates that use it are refused unless one says which it is',
  calls: ['RegisterCACertificate', 'DescribeThing'],
  needsRole: true,
  observe: async (bench) => {
    const parameter = 'AWS::IoT::Certificate::SerialNumber'
    const ca = await bench.selfRegisteringCa(await jitpConfig(bench, { Ref: parameter }, [parameter]))
    const ofSubject = bench.name('subject')
    const device = await ca.issue({ CN: bench.name('device'), serialNumber: ofSubject })
    const { serialNumber } = readCertificate(device.certificatePem)
    const candidates = new Map([
      [ofSubject, 'the serialNumber of the subject'],
      [serialNumber, "the certificate's serial number, in hexadecimal"],
      [serialNumber.toUpperCase(), "the certificate's serial number, in capital hexadecimal"],
      [BigInt(`0x${serialNumber}`).toString(), "the certificate's serial number, in decimal"],
    ])
    const things = [...candidates.keys()].map((name) => ({ kind: 'thing', name }) as const)
    await bench.note({ kind: 'certificate', id: device.certificateId }, ...things)
    await bench.devices.connect(device, bench.name('device'))
    const found = await bench.until(async () => {
      for (const [thingName, what] of candidates) {
        const command = new DescribeThingCommand({ thingName })
        if ((await bench.answerTo(() => bench.client.send(command))) === 'accepted') return what
      }
      return undefined
    })
    return {
      observed: found ?? 'no thing was made',
      asRead: found === undefined || found.startsWith('the serialNumber'),
    }
  },
}
