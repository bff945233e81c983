import { statusOf } from '../bench/statuses.js'
import type { Check } from '../check/check.js'

export const revokedToActive: Check = {
  id: 'CERT-02',
  page: 'AWS IoT API Reference, "UpdateCertificate"',
  fact: 'the API refuses to make a REVOKED certificate ACTIVE',
  reading: 'nobody relies on it: plans expect PENDING_ACTIVATION, and never activate anything else',
  calls: ['RegisterCertificateWithoutCA', 'UpdateCertificate', 'DescribeCertificate'],
  observe: async (bench) => {
    const device = await bench.registeredDevice('device', 'REVOKED')
    const answer = await bench.answerTo(() => bench.setStatus(device, 'ACTIVE'))
    const status = await statusOf(bench, device.certificateId)
    return { observed: `${answer}; the status is ${status}`, asRead: status === 'REVOKED' }
  },
}
