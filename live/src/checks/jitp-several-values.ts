import { DescribeThingCommand } from '@aws-sdk/client-iot'
import { jitpConfig } from '../bench/jitp-config.js'
import type { Check } from '../check/check.js'

export const jitpSeveralValues: Check = {
  id: 'JITP-04',
  section: '2.1',
  fact: 'of a field of the subject that has several values, a template gets the first',
  reading: 'nobody knows: such a certificate is refused unless one says which value it is',
  calls: ['RegisterCACertificate', 'DescribeThing'],
  needsRole: true,
  observe: async (bench) => {
    const parameter = 'AWS::IoT::Certificate::CommonName'
    const ca = await bench.selfRegisteringCa(await jitpConfig(bench, { Ref: parameter }, [parameter]))
    const candidates = ['first', 'last'].map((which) => [bench.name(which), which] as const)
    const device = await ca.issue({ CN: candidates.map(([name]) => name) })
    const things = candidates.map(([name]) => ({ kind: 'thing', name }) as const)
    await bench.note({ kind: 'certificate', id: device.certificateId }, ...things)
    await bench.devices.connect(device, bench.name('device'))
    const found = await bench.until(async () => {
      for (const [thingName, which] of candidates) {
        const command = new DescribeThingCommand({ thingName })
        if ((await bench.answerTo(() => bench.client.send(command))) === 'accepted') return which
      }
      return undefined
    })
    return {
      observed: found === undefined ? 'no thing was made' : `the ${found} value`,
      asRead: found !== 'last',
    }
  },
}
