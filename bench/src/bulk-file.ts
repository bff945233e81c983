/** Writes the input file of a bulk registration to nowhere, and prints by how much the heap has grown. */
import { readFileSync } from 'node:fs'
import { bulkRegistrationLines } from '@thingplan/aws-adapter/bulk'
import type { Certificate } from '@thingplan/core'
import { bulkTemplate } from '@thingplan/core/provisioning'
import { heapGrowth } from './heap-growth.js'
import { otherDevices } from './other-devices.js'
import { readWithHostHash } from './our-pipeline.js'

const certificates = Number(process.argv[2])
const pemOf = otherDevices(readFileSync(0, 'utf8'))

const template = bulkTemplate({
  thing: { name: { Ref: 'SerialNumber' } },
  certificate: { pem: { Ref: 'CertificatePem' } },
  policies: [{ name: 'sensors' }],
})
function* devices(): Generator<Certificate> {
  for (let device = 0; device < certificates; device += 1) yield readWithHostHash(pemOf(device))
}
const lines = bulkRegistrationLines(template, devices(), {
  parametersOf: ({ subject }) => ({ SerialNumber: subject.get('serialNumber') ?? '' }),
})

let written = 0
let bytes = 0
const growth = await heapGrowth(certificates, async (to) => {
  for (; written < to; written += 1) bytes += Buffer.byteLength((await lines.next()).value ?? '')
})
if (bytes < certificates * 1000) throw new Error('lines without certificates')
process.stdout.write(`${growth}`)
