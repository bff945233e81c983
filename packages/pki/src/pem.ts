/** PEM as RFC 7468 section 3 has it: lines of 64 characters. */
export const writePem = (label: string, der: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < der.length; at += 8192) binary += String.fromCharCode(...der.subarray(at, at + 8192))
  const lines = btoa(binary).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** A block of text: its label, and what is encoded in it. */
export interface PemBlock {
  readonly label: string
  readonly der: Uint8Array
}

/**
 * The first block with one of these labels; whatever stands around it is left alone (RFC 7468 section 2).
 *
 * @returns `undefined` where there is none, or its body is not base64.
 */
export const readPem = (text: string, labels: readonly string[]): PemBlock | undefined => {
  const found = labels
    .map((label) => ({ label, start: text.indexOf(`-----BEGIN ${label}-----`) }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start)[0]
  if (found === undefined) return undefined
  const { label, start } = found
  const from = start + `-----BEGIN ${label}-----`.length
  const end = text.indexOf(`-----END ${label}-----`, from)
  const body = end < 0 ? '' : text.slice(from, end).replaceAll(/[ \t\r\n]/g, '')
  if (body === '' || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  return { label, der: Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)) }
}
