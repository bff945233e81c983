import { hostSha256 } from './our-pipeline.js'

/** Visits every element of a DER encoding once, without looking into any. */
const walk = (der: Uint8Array, from: number, to: number): number => {
  let elements = 0
  let at = from
  while (at < to) {
    const constructed = ((der[at] ?? 0) & 0x20) !== 0
    let length = der[at + 1] ?? 0
    let header = 2
    if (length > 0x7f) {
      const octets = length & 0x7f
      header += octets
      length = 0
      for (let index = 0; index < octets; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0)
    }
    elements += 1
    if (constructed) elements += walk(der, at + header, at + header + length)
    at += header + length
  }
  return elements
}

/** What nobody can do without: decode, hash, walk through the bytes, write the plan. */
export const doTheLeast = (pem: string, plan: unknown): number => {
  const base64 = pem.slice(pem.indexOf('\n') + 1, pem.lastIndexOf('\n-----END'))
  const der = Buffer.from(base64, 'base64')
  return hostSha256(der).length + walk(der, 0, der.length) + JSON.stringify(plan).length
}
