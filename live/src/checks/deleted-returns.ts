import { DeleteCertificateCommand } from '@aws-sdk/client-iot'
import { statusOf } from '../bench/statuses.js'
import type { Check } from '../check/check.js'

export const deletedReturns: Check = {
  id: 'JITR-04',
  page: 'AWS IoT API Reference, "DeleteCertificate"',
  fact: 'a certificate that was deleted registers itself again, if its CA still registers',
  reading: 'it does: retired certificates are kept, and deleting needs a reason why they cannot return',
  calls: ['RegisterCACertificate', 'DescribeCertificate', 'UpdateCertificate', 'DeleteCertificate'],
  observe: async (bench) => {
    const device = await bench.unknownDevice(await bench.selfRegisteringCa())
    const { certificateId } = device
    const knock = () => bench.devices.connect(device, bench.name('device'))
    await knock()
    await bench.until(() => statusOf(bench, certificateId))
    await bench.setStatus(device, 'INACTIVE')
    await bench.client.send(new DeleteCertificateCommand({ certificateId }))
    await knock()
    const status = await bench.until(() => statusOf(bench, certificateId))
    return {
      observed: status === undefined ? 'it stays unknown' : `it is ${status} again`,
      asRead: status === 'PENDING_ACTIVATION',
    }
  },
}
