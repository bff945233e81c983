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

/** Whether a line begins here, in a text that may begin with a byte order mark. */
const beginsLine = (text: string, at: number): boolean =>
  at === 0 || text[at - 1] === '\n' || (at === 1 && text.startsWith('\ufeff'))

/**
 * The first block with one of these labels; whatever stands around it is left alone (RFC 7468 section 2).
 *
 * Markers stand at the beginning of a line. One that only ends a line is where some readers begin, which cut long lines, and others
 * do not: such a text is refused, so that nobody reads another block of it.
 *
 * @returns `undefined` where there is none, or its body is not base64.
 */
export const readPem = (text: string, labels: readonly string[]): PemBlock | undefined => {
  // OpenSSL lets anything but printable ASCII stand behind the marker; here it spoils the body.
  const found = new RegExp(`-----BEGIN (${labels.join('|')})-----(?=[^!-~\\n]*\\n)`).exec(text)
  const [opening = '', label = ''] = found ?? []
  if (!found || !beginsLine(text, found.index)) return undefined
  const behind = text.slice(found.index + opening.length)
  const end = behind.search(new RegExp(`\\n-----END ${label}-----[\\t\\r ]*(?:\\n|$)`))
  const body = end < 0 ? '' : behind.slice(0, end).replaceAll(/[ \t\r\n]/g, '')
  if (body === '' || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  return { label, der: Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)) }
}
