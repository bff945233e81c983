import { RegisterCertificateWithoutCACommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

export const pendingByCall: Check = {
  id: 'CERT-01',
  page: 'AWS IoT API Reference, "RegisterCertificateWithoutCA"',
  fact: 'a certificate cannot be registered as PENDING_ACTIVATION by a call',
  reading: 'it is refused with CertificateStateException: PENDING_ACTIVATION always means that a device has connected',
  calls: ['RegisterCertificateWithoutCA'],
  observe: async (bench) => {
    const { certificatePem } = await bench.unknownDevice(await bench.createCa('ca'))
    const command = new RegisterCertificateWithoutCACommand({ certificatePem, status: 'PENDING_ACTIVATION' })
    const answer = await bench.answerTo(() => bench.client.send(command))
    return { observed: answer, asRead: answer === 'CertificateStateException' }
  },
}
