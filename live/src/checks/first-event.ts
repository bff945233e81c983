import { watchEvents } from '../bench/watch-events.js'
import type { Check } from '../check/check.js'

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value)

export const firstEvent: Check = {
  id: 'JITR-01',
  page: 'AWS IoT Core Developer Guide, "Just-in-time registration"',
  fact: 'the first CONNECT of an unknown device sends a registration event, though nobody has switched events on',
  reading: '`timestamp` is a number, `certificateRegistrationTimestamp` null or text; both are taken as number or text',
  calls: ['RegisterCACertificate', 'RegisterCertificateWithoutCA', 'CreatePolicy', 'AttachPolicy'],
  observe: async (bench) => {
    const watch = await watchEvents(bench)
    try {
      const ca = await bench.selfRegisteringCa()
      const device = await bench.unknownDevice(ca)
      await bench.devices.connect(device, bench.name('device'))
      const event = await bench.until(() => watch.eventsOf(device.certificateId)[0])
      if (event === undefined) return { observed: 'no event arrived', asRead: false }
      const { timestamp, certificateRegistrationTimestamp: registered, certificateStatus } = event
      const types = `timestamp ${typeOf(timestamp)}, certificateRegistrationTimestamp ${typeOf(registered)}`
      const isKnown = ['null', 'string', 'number'].includes(typeOf(registered))
      return {
        observed: `an event with status ${String(certificateStatus)}: ${types}`,
        asRead:
          certificateStatus === 'PENDING_ACTIVATION' && ['number', 'string'].includes(typeOf(timestamp)) && isKnown,
      }
    } finally {
      await watch.close()
    }
  },
}
