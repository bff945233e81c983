import type { Check } from '../check/check.js'

export const noPolicy: Check = {
  id: 'JITR-06',
  page: 'AWS IoT Core Developer Guide, "Just-in-time registration"',
  fact: 'a device whose certificate is ACTIVE and has no policy is not let in',
  reading: 'it is closed on CONNECT, so that a policy comes before the activation',
  calls: ['RegisterCertificateWithoutCA'],
  observe: async (bench) => {
    const device = await bench.registeredDevice('device', 'ACTIVE')
    const session = await bench.devices.connect(device, bench.name('device'))
    await session?.close()
    return { observed: session === undefined ? 'it is closed' : 'it is let in', asRead: session === undefined }
  },
}
