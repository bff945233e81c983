import { describe, expect, it } from 'vitest'
import { readPem } from './read-pem.js'
import { writePem } from './write-pem.js'

const begin = '-----BEGIN CERTIFICATE-----'
const end = '-----END CERTIFICATE-----'
const octets = Uint8Array.of(1, 2, 3)
const malformed = expect.objectContaining({ code: 'certificate-pem-malformed' })

describe('a PEM (RFC 7468 section 5)', () => {
  it.each([
    ['alone', `${begin}\nAQID\n${end}\n`],
    ['without a line end behind it', `${begin}\nAQID\n${end}`],
    ['with CRLF', `${begin}\r\nAQID\r\n${end}\r\n`],
    ['with CR', `${begin}\rAQID\r${end}\r`],
    ['with CR CR LF', `${begin}\r\r\nAQID\r\r\n${end}\r\r\n`],
    ['with blanks at the ends of its lines', `${begin} \nAQID\t\n${end}  \n`],
    ['with text around it', `Subject: CN=x\n${begin}\nAQID\n${end}\nand more\n`],
    ['behind a byte order mark', `\ufeff${begin}\nAQID\n${end}\n`],
    ['behind another PEM', `-----BEGIN PRIVATE KEY-----\nBAUG\n-----END PRIVATE KEY-----\n${begin}\nAQID\n${end}\n`],
    ['in front of another certificate', `${begin}\nAQID\n${end}\n${begin}\nBAUG\n${end}\n`],
  ])('is read %s', (_title, text) => expect(readPem(text)).toEqual(octets))

  it.each([
    ['nothing', ''],
    ['other text', 'hello'],
    ['base64 without markers', 'AQID'],
    ['another label', `-----BEGIN X509 CERTIFICATE-----\nAQID\n-----END X509 CERTIFICATE-----\n`],
    ["OpenSSL's trusted certificate", `-----BEGIN TRUSTED CERTIFICATE-----\nAQID\n-----END TRUSTED CERTIFICATE-----\n`],
    ['a request', `-----BEGIN CERTIFICATE REQUEST-----\nAQID\n-----END CERTIFICATE REQUEST-----\n`],
    ['a marker that is indented', `  ${begin}\nAQID\n  ${end}\n`],
    ['one line', `${begin}AQID${end}`],
    ['no end', `${begin}\nAQID\n`],
    ['an end of something else', `${begin}\nAQID\n-----END PRIVATE KEY-----\n`],
    ['the end in front of the beginning', `${end}\n${begin}\nAQID\n`],
    ['escaped line ends', `${begin}\\nAQID\\n${end}\\n`],
    ['fewer dashes', `----BEGIN CERTIFICATE----\nAQID\n----END CERTIFICATE----\n`],
  ])('is missing in %s', (_title, text) => {
    expect(() => readPem(text)).toThrow(expect.objectContaining({ code: 'certificate-pem-missing' }))
  })

  it.each([
    ['a character outside base64', `${begin}\nAQ*D\n${end}\n`],
    ['no padding', `${begin}\nAQI\n${end}\n`],
    ['headers', `${begin}\nProc-Type: 4,ENCRYPTED\n\nAQID\n${end}\n`],
    ['an indented line', `${begin}\n AQID\n${end}\n`],
    ['another PEM inside', `${begin}\nAQID\n${begin}\nAQID\n${end}\n`],
  ])('is malformed with %s', (_title, text) => {
    expect(() => readPem(text)).toThrow(malformed)
  })

  it.each([
    ['under an older label', `-----BEGIN X509 CERTIFICATE-----\nBAUG\n-----END X509 CERTIFICATE-----\n`],
    ['with trust of its own', `-----BEGIN TRUSTED CERTIFICATE-----\nBAUG\n-----END TRUSTED CERTIFICATE-----\n`],
    ['behind a control character', `${begin}\u0001\nBAUG\n${end}\n`],
    ['behind NUL', `${begin}\u0000\r\nBAUG\n${end}\n`],
    ['at the end of a long line', `${'x'.repeat(254)}${begin}\nBAUG\n${end}\n`],
    ['at the beginning of a long line', `${begin}${' '.repeat(227)}BAUG\n${end}\n`],
    ['behind a character that it takes for a blank', `${begin}\u00e9\nBAUG\n${end}\n`],
  ])('is malformed behind a certificate that only OpenSSL sees: %s', (_title, before) => {
    expect(() => readPem(`${before}${begin}\nAQID\n${end}\n`)).toThrow(malformed)
  })

  it.each([
    ['inside another PEM', `-----BEGIN PKCS7-----\n${begin}\nAQID\n${end}\n-----END PKCS7-----\n`],
    [
      'behind another PEM without end on its own line',
      `-----BEGIN X-----\nBAUG -----END X-----\n${begin}\nAQID\n${end}\n`,
    ],
    ['behind a long line that begins another PEM', `-----BEGIN X-----${' '.repeat(240)}AAAA\n${begin}\nAQID\n${end}\n`],
    ['behind another PEM without end', `-----BEGIN PRIVATE KEY-----\nBAUG\n${begin}\nAQID\n${end}\n`],
    ['in lines that end in CR, among others', `x\r${begin}\rAQID\r${end}\r\n`],
    ['with a last line that ends in CR, among others', `${begin}\nAQID\n${end}\ry\n`],
  ])('is malformed where OpenSSL looks for another: %s', (_title, text) => {
    expect(() => readPem(`${text}${begin}\nBAUG\n${end}\n`)).toThrow(malformed)
  })

  it.each([
    ['in a sentence', `the line ${begin} is next\n`],
    ['with text behind it', `${begin} x\n`],
  ])('is malformed behind a marker %s: how OpenSSL cuts its lines is not relied on', (_title, before) => {
    expect(() => readPem(`${before}${begin}\nAQID\n${end}\n`)).toThrow(malformed)
  })

  it('is written in lines of 64 characters', () => {
    const base64 = 'A'.repeat(64)
    expect(writePem('CERTIFICATE', new Uint8Array(49))).toBe(`${begin}\n${base64}\nAA==\n${end}\n`)
    expect(writePem('CERTIFICATE', new Uint8Array(48))).toBe(`${begin}\n${base64}\n${end}\n`)
  })
})
