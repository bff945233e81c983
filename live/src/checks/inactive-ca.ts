import { UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { statusOf } from '../bench/statuses.js'
import type { Check } from '../check/check.js'

export const inactiveCa: Check = {
  id: 'JITR-05',
  page: 'AWS IoT Core Developer Guide, "Just-in-time registration"',
  fact: 'an INACTIVE CA registers nothing',
  reading: 'it registers nothing, so that a device behind it waits in vain: `diagnose` says `ca-inactive`',
  calls: ['RegisterCACertificate', 'UpdateCACertificate', 'DescribeCertificate'],
  observe: async (bench) => {
    const ca = await bench.selfRegisteringCa()
    const device = await bench.unknownDevice(ca)
    const inactive = new UpdateCACertificateCommand({ certificateId: ca.caCertificateId, newStatus: 'INACTIVE' })
    await bench.client.send(inactive)
    await bench.devices.connect(device, bench.name('device'))
    const status = await bench.until(() => statusOf(bench, device.certificateId))
    return {
      observed: status === undefined ? 'nothing is registered' : `the certificate is ${status}`,
      asRead: status === undefined,
    }
  },
}
