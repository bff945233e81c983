import { jitpConfig } from '../bench/jitp-config.js'
import { statusOf } from '../bench/statuses.js'
import type { Check } from '../check/check.js'

export const jitpDelay: Check = {
  id: 'JITP-02',
  page: 'AWS IoT Core Developer Guide, "Just-in-time provisioning"',
  fact: 'a device that a template registers is ACTIVE some time after its first CONNECT, which is closed',
  reading: 'nobody relies on how long it takes: devices connect again, each time later',
  calls: ['RegisterCACertificate', 'DescribeCertificate'],
  needsRole: true,
  observe: async (bench) => {
    const device = await bench.unknownDevice(await bench.selfRegisteringCa(await jitpConfig(bench)))
    const begun = performance.now()
    const first = await bench.devices.connect(device, bench.name('thing'))
    await first?.close()
    const active = await bench.until(async () => {
      const status = await statusOf(bench, device.certificateId)
      return status === 'ACTIVE' ? status : undefined
    })
    const seconds = Math.round((performance.now() - begun) / 100) / 10
    const connected = first === undefined ? 'closed' : 'let in'
    const became = active === undefined ? 'not ACTIVE' : 'ACTIVE'
    return {
      observed: `the first CONNECT is ${connected}; ${became} after ${seconds} s`,
      asRead: first === undefined && active !== undefined,
    }
  },
}
