/** Decides on many different certificates, one after the other, and prints by how much the heap has grown. */
import { readFileSync } from 'node:fs'
import { heapGrowth } from './heap-growth.js'
import { otherDevices } from './other-devices.js'
import { decideOn, readWithHostHash } from './our-pipeline.js'

const certificates = Number(process.argv[2])
const pemOf = otherDevices(readFileSync(0, 'utf8'))
let device = 0
let steps = 0
const growth = await heapGrowth(certificates, (to) => {
  for (; device < to; device += 1) steps += decideOn(readWithHostHash(pemOf(device))).plan.steps.length
})
if (steps < certificates) throw new Error('plans without steps')
process.stdout.write(`${growth}`)
