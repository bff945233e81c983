import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
import { createVendingHandler } from '@thingplan/aws-adapter/vending'
import { defineVending } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore, createMemoryDriver } from '@thingplan/core/testing'
import { createCertificateAuthority } from '@thingplan/pki'
import { median } from '../measure/interleave.js'
import { account } from '../our-pipeline.js'
import { atMost, type Result } from '../result.js'
import { createVendingDevice, enrolAll, subjectOf } from '../vending-devices.js'

const wrongToken = 'BBECAwQFBgcICQoLDA0ODw'

/**
 * How differently long a vending machine takes to refuse a device that it does not know, and one whose token is wrong: a stranger must not
 * learn from the time what the answer does not say. The two are asked in turns, each from an address of its own, and the medians compared.
 */
export const measureRefusal = async (pairs: number): Promise<Result> => {
  const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
  const device = await createVendingDevice(authority, 0)
  const store = createMemoryDeviceStore()
  await enrolAll(store, [device])
  const handler = createVendingHandler({
    vending: defineVending({ account, registration: 'just-in-time', issuer: 'own-ca' }),
    store,
    issuer: createAuthorityIssuer({ authority }),
    driver: createMemoryDriver(),
    subject: subjectOf,
    ownsDevice: 'nobody',
    // Far less than what is given by default, so that more of them can be measured.
    refusalMs: 5,
  })
  const csr = device.request.pem
  const microseconds = async (serialNumber: string, source: string): Promise<number> => {
    const request = new Request('https://vending.example/certificates', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serialNumber, token: wrongToken, csr }),
    })
    const start = performance.now()
    const { status } = await handler.fetch(request, source)
    if (status !== 403) throw new Error(`a stranger was answered ${status}`)
    return (performance.now() - start) * 1000
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const turns: readonly (readonly [string, number[]])[] = [
      [device.serialNumber, known],
      ['SN-9', unknown],
    ]
    for (const [serialNumber, times] of pair % 2 === 0 ? turns : turns.toReversed()) {
      times.push(await microseconds(serialNumber, `${serialNumber}-${pair}`))
    }
  }
  const warm = (times: readonly number[]): number => median(times.slice(Math.floor(pairs / 5)))
  const ratio = warm(known) / warm(unknown)
  return atMost(
    'a wrong token and an unknown device, refused in times that differ by',
    Math.max(ratio, 1 / ratio),
    1.1,
    (value) => `${value.toFixed(2)}x`,
  )
}
