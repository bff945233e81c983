import { octetAt } from './octet-at.js'

// Object identifiers that nearly every certificate has: to write out their arcs takes as long as to read a whole name.

/** Algorithms and attribute types, by their octets, one character each. */
const usual: readonly (readonly [octets: string, dotted: string])[] = [
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01', '1.2.840.113549.1.1.1'],
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b', '1.2.840.113549.1.1.11'],
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01', '1.2.840.113549.1.9.1'],
  ['\x2a\x86\x48\xce\x3d\x02\x01', '1.2.840.10045.2.1'],
  ['\x2a\x86\x48\xce\x3d\x03\x01\x07', '1.2.840.10045.3.1.7'],
  ['\x2a\x86\x48\xce\x3d\x04\x03\x02', '1.2.840.10045.4.3.2'],
]

/** Extensions, by their arc behind 2.5.29. */
const usualExtensions: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [14, '2.5.29.14'],
  [15, '2.5.29.15'],
  [17, '2.5.29.17'],
  [19, '2.5.29.19'],
  [35, '2.5.29.35'],
  [37, '2.5.29.37'],
])

const isAt = (octets: string, bytes: Uint8Array, start: number): boolean => {
  for (let index = 0; index < octets.length; index += 1) {
    if (octetAt(bytes, start + index) !== octets.charCodeAt(index)) return false
  }
  return true
}

/** The dotted decimals, if they are those of a usual object identifier. */
export const usualArcs = (bytes: Uint8Array, start: number, end: number): string | undefined => {
  if (end - start === 3 && octetAt(bytes, start) === 0x55 && octetAt(bytes, start + 1) === 0x1d) {
    return usualExtensions.get(octetAt(bytes, start + 2))
  }
  for (const [octets, dotted] of usual) {
    if (octets.length === end - start && isAt(octets, bytes, start)) return dotted
  }
  return undefined
}
