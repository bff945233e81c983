import { RegisterCertificateCommand } from '@aws-sdk/client-iot'
import { watchEvents } from '../bench/watch-events.js'
import type { Check } from '../check/check.js'

export const eventOfCall: Check = {
  id: 'JITR-03',
  page: 'AWS IoT API Reference, "RegisterCertificate"',
  fact: 'RegisterCertificate sends no registration event',
  reading: 'it sends none, so that a backend that registers must carry the registration out itself',
  calls: [
    'RegisterCACertificate',
    'RegisterCertificate',
    'RegisterCertificateWithoutCA',
    'CreatePolicy',
    'AttachPolicy',
  ],
  observe: async (bench) => {
    const watch = await watchEvents(bench)
    try {
      const ca = await bench.selfRegisteringCa()
      const { certificateId, certificatePem } = await bench.unknownDevice(ca)
      await bench.client.send(new RegisterCertificateCommand({ certificatePem, status: 'INACTIVE' }))
      const event = await bench.until(() => watch.eventsOf(certificateId)[0])
      return { observed: event === undefined ? 'no event' : 'an event', asRead: event === undefined }
    } finally {
      await watch.close()
    }
  },
}
