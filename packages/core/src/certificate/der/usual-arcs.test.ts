import { describe, expect, it } from 'vitest'
import { objectIdentifierContent } from '../../testing/certificate-fixture/der-writer.js'
import { usualArcs } from './usual-arcs.js'

const find = (content: Uint8Array): string | undefined => usualArcs(content, 0, content.length)

describe('an object identifier of nearly every certificate', () => {
  it.each([
    ['rsaEncryption', '1.2.840.113549.1.1.1'],
    ['sha256WithRSAEncryption', '1.2.840.113549.1.1.11'],
    ['emailAddress', '1.2.840.113549.1.9.1'],
    ['id-ecPublicKey', '1.2.840.10045.2.1'],
    ['prime256v1', '1.2.840.10045.3.1.7'],
    ['ecdsa-with-SHA256', '1.2.840.10045.4.3.2'],
    ['subjectKeyIdentifier', '2.5.29.14'],
    ['keyUsage', '2.5.29.15'],
    ['subjectAltName', '2.5.29.17'],
    ['basicConstraints', '2.5.29.19'],
    ['authorityKeyIdentifier', '2.5.29.35'],
    ['extKeyUsage', '2.5.29.37'],
  ])('%s is found by its octets', (_, dotted) => expect(find(objectIdentifierContent(dotted))).toBe(dotted))

  it.each(['2.5.29.16', '2.5.4.14', '1.2.840.113549.1.1.5', '2.5.29.14.1'])('%s is none', (dotted) => {
    expect(find(objectIdentifierContent(dotted))).toBeUndefined()
  })

  it('is looked for in its place only', () => {
    const content = objectIdentifierContent('2.5.29.15')
    expect(usualArcs(Uint8Array.of(0, ...content, 0), 1, 4)).toBe('2.5.29.15')
    expect(usualArcs(content, 1, 3)).toBeUndefined()
  })
})
