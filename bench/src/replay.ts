import { readFileSync } from 'node:fs'
import { decideOn, readWithHostHash } from './our-pipeline.js'

const certificates = Number(process.argv[2])
const pem = readFileSync(0, 'utf8')
const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
const serialNumber = '00000042'
const places = [...der.toString('latin1').matchAll(new RegExp(serialNumber, 'g'))].map(({ index }) => index)

/** The certificate of another device: another serial number in its subject. Its signature is nobody's, and not looked at here. */
const pemOf = (device: number): string => {
  const digits = `${device}`.padStart(serialNumber.length, '0')
  for (const place of places) der.write(digits, place, 'latin1')
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
}

const heapUsed = (): number => {
  if (globalThis.gc === undefined) throw new Error('needs --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

let steps = 0
const replay = (from: number, to: number): void => {
  for (let device = from; device < to; device += 1) steps += decideOn(readWithHostHash(pemOf(device))).plan.steps.length
}

// The first tenth fills what fills once: compiled code, inline caches.
const warm = Math.ceil(certificates / 10)
replay(0, warm)
const before = heapUsed()
replay(warm, certificates)
const growth = heapUsed() - before
if (steps < certificates) throw new Error('plans without steps')
process.stdout.write(`${growth}`)
