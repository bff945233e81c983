import { textOfOctets } from '../text/text-of-octets.js'

/** Object identifiers that nearly every certificate has, by their octets, one character each. */
const usual: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01', '1.2.840.113549.1.1.1'],
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b', '1.2.840.113549.1.1.11'],
  ['\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01', '1.2.840.113549.1.9.1'],
  ['\x2a\x86\x48\xce\x3d\x02\x01', '1.2.840.10045.2.1'],
  ['\x2a\x86\x48\xce\x3d\x03\x01\x07', '1.2.840.10045.3.1.7'],
  ['\x2a\x86\x48\xce\x3d\x04\x03\x02', '1.2.840.10045.4.3.2'],
  ['\x55\x1d\x0e', '2.5.29.14'],
  ['\x55\x1d\x0f', '2.5.29.15'],
  ['\x55\x1d\x11', '2.5.29.17'],
  ['\x55\x1d\x13', '2.5.29.19'],
  ['\x55\x1d\x23', '2.5.29.35'],
  ['\x55\x1d\x25', '2.5.29.37'],
])

/** Finds the dotted decimals of these: writing them out takes as long as the text of a whole name. */
export const usualArcs = (bytes: Uint8Array, start: number, end: number): string | undefined =>
  end - start < 10 ? usual.get(textOfOctets(bytes, start, end)) : undefined
