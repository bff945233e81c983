/** Answers many vending requests with long bodies, 64 at once, and prints by how much the heap has grown. */
import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
import { createVendingHandler } from '@thingplan/aws-adapter/vending'
import { defineVending } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore, createMemoryDriver } from '@thingplan/core/testing'
import { createCertificateAuthority } from '@thingplan/pki'
import { heapGrowth } from './heap-growth.js'
import { account } from './our-pipeline.js'
import { createVendingDevice, enrolAll, subjectOf } from './vending-devices.js'

const requests = Number(process.argv[2])
const atOnce = 64
const longest = 16_384

const authority = await createCertificateAuthority({ subject: 'CN=Fleet CA' })
const device = await createVendingDevice(authority, 0)
const store = createMemoryDeviceStore()
await enrolAll(store, [device])
const { fetch } = createVendingHandler({
  vending: defineVending({ account, registration: 'just-in-time', issuer: 'own-ca' }),
  store,
  issuer: createAuthorityIssuer({ authority }),
  driver: createMemoryDriver(),
  subject: subjectOf,
  ownsDevice: 'nobody',
})

/** As long as a body may be: blanks count. */
const body = device.body.padEnd(longest)
const headers = { 'content-type': 'application/json' }
const ask = async (): Promise<void> => {
  const request = new Request('http://127.0.0.1/certificates', { method: 'POST', headers, body })
  const response = await fetch(request, '192.0.2.1')
  await response.text()
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
}

await ask()
let answered = 0
const growth = await heapGrowth(requests, async (to) => {
  for (; answered < to; answered += atOnce) await Promise.all(Array.from({ length: atOnce }, ask))
})
process.stdout.write(`${growth}`)
