import { encodeBase64 } from './encode-base64.js'

/** The canonical textual encoding of RFC 7468 section 3: lines of 64 characters that end in a line feed. */
export const writePem = (label: string, der: Uint8Array): string => {
  const lines = encodeBase64(der).replace(/.{1,64}/g, '$&\n')
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`
}
