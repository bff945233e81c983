import { describe, expect, it } from 'vitest'
import { bytesOfHex } from '../testing/certificate-fixture/der-writer.js'
import { readDistinguishedName } from './read-distinguished-name.js'

const name = bytesOfHex('300e310c300a06035504030c03612d31')

describe('a distinguished name that stands by itself', () => {
  it('is read as that of a certificate, and does not change with its bytes', () => {
    const bytes = name.slice()
    const read = readDistinguishedName(bytes)
    bytes.fill(0)
    expect(read.entries()).toEqual([['CN', 'a-1']])
    expect(read.rdns).toEqual([[{ oid: '2.5.4.3', type: 'CN', value: 'a-1' }]])
    expect(Object.isFrozen(read)).toBe(true)
  })

  it.each<[title: string, der: unknown, code: string]>([
    ['no bytes', 'CN=a-1', 'certificate-source-type'],
    ['another element behind it', new Uint8Array([...name, 5, 0]), 'certificate-name'],
    ['another element in its place', bytesOfHex('3100'), 'certificate-name'],
    ['fewer bytes than it says', name.subarray(0, -1), 'certificate-der-truncated'],
    ['nothing', new Uint8Array(), 'certificate-name'],
  ])('is refused with %s', (_, der, code) => {
    expect(() => readDistinguishedName(der as Uint8Array)).toThrow(
      expect.objectContaining({ name: 'CertificateError', code, field: 'subject' }),
    )
  })
})
