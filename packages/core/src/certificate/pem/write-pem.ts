import { encodeBase64 } from './encode-base64.js'

const lineLength = 64

/** The canonical textual encoding of RFC 7468 section 3: lines of 64 characters that end in a line feed. */
export const writePem = (label: string, der: Uint8Array): string => {
  const base64 = encodeBase64(der)
  let lines = ''
  for (let start = 0; start < base64.length; start += lineLength) {
    lines += `${base64.slice(start, start + lineLength)}\n`
  }
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`
}
