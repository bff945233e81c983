import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPem, writePem } from './pem.js'

const block = (body: string): string => `-----BEGIN A-----\n${body}\n-----END A-----\n`

describe('PEM (RFC 7468)', () => {
  it('is read back, and its lines have at most 64 characters (section 2)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), (der) => {
        const pem = writePem('A', der)
        expect(readPem(`text\n${pem}text`, ['B', 'A'])).toEqual({ label: 'A', der })
        expect(pem.split('\n').every((line) => line.length <= 64)).toBe(true)
      }),
    )
  })

  it('takes the first block of the labels, by where it stands', () => {
    const text = writePem('B', Uint8Array.of(2)) + writePem('A', Uint8Array.of(1))
    expect(readPem(text, ['A', 'B'])?.label).toBe('B')
    expect(readPem(text, ['A'])?.der).toEqual(Uint8Array.of(1))
  })

  it.each([
    ['blanks behind the markers', block('AQ==').replaceAll('A-----\n', 'A----- \t\n')],
    ['CRLF', block('AQ==').replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${block('AQ==')}`],
    ['no line end behind it', block('AQ==').trimEnd()],
    ['a marker in a sentence', `the line -----BEGIN A----- is next\n${block('AQ==')}`],
  ])('is read with %s', (_, text) => {
    expect(readPem(text, ['A'])?.der).toEqual(Uint8Array.of(1))
  })

  it('encodes more octets than a call takes arguments', () => {
    const der = new Uint8Array(300_000).fill(1)
    expect(Buffer.compare(readPem(writePem('A', der), ['A'])?.der ?? Buffer.of(), der)).toBe(0)
  })

  it.each([
    ['no block', 'AQ=='],
    ['another label', block('AQ==').replaceAll('A-', 'C-')],
    ['no end', '-----BEGIN A-----\nAQ=='],
    ['the end of another', '-----BEGIN A-----\nAQ==\n-----END B-----'],
    ['an empty body', block('')],
    ['half of a group', block('AQ=')],
    ['letters that base64 lacks', block('AQ-_')],
    ['padding in the middle', block('AQ==AQ==')],
    ['a beginning in the middle of a line', `note: ${block('AQ==')}${block('Ag==')}`],
    ['a beginning behind a line that is cut', `${'x'.repeat(254)}${block('AQ==')}${block('Ag==')}`],
    ['a control character behind the marker', `${block('AQ==').replace('A-----', 'A-----\u0001')}${block('Ag==')}`],
    ['a wide blank behind the marker', `${block('AQ==').replace('A-----', 'A-----\u00a0')}${block('Ag==')}`],
    ['an end in the middle of a line', block('AQ==').replace('\n-----END', ' -----END')],
    ['something behind the end', `${block('AQ==').trimEnd()}${block('Ag==')}`],
    ['indented markers', block('AQ==').replaceAll('-----B', ' -----B').replaceAll('-----E', ' -----E')],
    ['headers', block('Proc-Type: 4,ENCRYPTED\n\nAQ==')],
  ])('is none with %s', (_, text) => {
    expect(readPem(text, ['A', 'B'])).toBeUndefined()
  })
})
