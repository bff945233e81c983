import { jitpConfig } from '../bench/jitp-config.js'
import { watchEvents } from '../bench/watch-events.js'
import type { Check } from '../check/check.js'

export const jitpEvent: Check = {
  id: 'JITP-01',
  page: 'AWS IoT Core Developer Guide, "Just-in-time provisioning"',
  fact: 'the registration event is sent as well where a template registers the devices of a CA',
  reading: 'it is: a handler that hears of such a device finds its certificate ACTIVE, and does nothing',
  calls: ['RegisterCACertificate', 'RegisterCertificateWithoutCA', 'CreatePolicy', 'AttachPolicy'],
  needsRole: true,
  observe: async (bench) => {
    const watch = await watchEvents(bench)
    try {
      const device = await bench.unknownDevice(await bench.selfRegisteringCa(await jitpConfig(bench)))
      await bench.devices.connect(device, bench.name('thing'))
      const event = await bench.until(() => watch.eventsOf(device.certificateId)[0])
      return { observed: event === undefined ? 'no event' : 'an event', asRead: event !== undefined }
    } finally {
      await watch.close()
    }
  },
}
