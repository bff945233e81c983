import { statusOf } from '../bench/statuses.js'
import { watchEvents } from '../bench/watch-events.js'
import type { Check } from '../check/check.js'

export const repeatedEvent: Check = {
  id: 'JITR-02',
  page: 'AWS IoT Core Developer Guide, "Just-in-time registration"',
  fact: 'every further CONNECT of a device that is PENDING_ACTIVATION sends the event again, and leaves its status',
  reading: 'events come again; nothing depends on it, since `redrivePending` finds whoever is stuck',
  calls: [
    'RegisterCACertificate',
    'RegisterCertificateWithoutCA',
    'CreatePolicy',
    'AttachPolicy',
    'DescribeCertificate',
  ],
  observe: async (bench) => {
    const watch = await watchEvents(bench)
    try {
      const ca = await bench.selfRegisteringCa()
      const device = await bench.unknownDevice(ca)
      const { certificateId } = device
      await bench.devices.connect(device, bench.name('device'))
      await bench.until(() => watch.eventsOf(certificateId)[0])
      await bench.devices.connect(device, bench.name('device'))
      const again = await bench.until(() => watch.eventsOf(certificateId)[1])
      const status = await statusOf(bench, certificateId)
      const event = again === undefined ? 'no second event' : 'a second event'
      return {
        observed: `${event}; the status is ${status}`,
        asRead: again !== undefined && status === 'PENDING_ACTIVATION',
      }
    } finally {
      await watch.close()
    }
  },
}
