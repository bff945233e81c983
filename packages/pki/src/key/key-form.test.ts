import { describe, expect, it } from 'vitest'
import { concatenate, fromHex } from '../bytes.js'
import { writeCertificate } from '../certificate/write-certificate.js'
import { writeBitString, writeInteger, writeSequence } from '../der/write-element.js'
import { encodeSubject } from '../subject/encode-subject.js'
import { createKeyPair } from './create-key-pair.js'
import { hasKeyForm } from './key-form.js'
import { checkPublicKey, publicKeyInfo } from './public-key-info.js'

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const ed25519 = { name: 'Ed25519' }

describe('the form of a key', () => {
  it.each([
    ['an uncompressed point', p256, 0x04, 65, true],
    ['a compressed point', p256, 0x02, 33, true],
    ['the other compressed point', p256, 0x03, 33, true],
    ['a point of another curve', { name: 'ECDSA', namedCurve: 'P-521' }, 0x04, 133, true],
    ['a hybrid point', p256, 0x06, 65, false],
    ['the other hybrid point', p256, 0x07, 65, false],
    ['the point at infinity', p256, 0x00, 1, false],
    ['no point', p256, 0x04, 0, false],
    ['half a point', p256, 0x04, 33, false],
    ['an octet too many', p256, 0x02, 34, false],
    ['the octets of another curve', p256, 0x04, 97, false],
    ['32 octets of Ed25519', ed25519, 0, 32, true],
    ['33 octets of Ed25519', ed25519, 0, 33, false],
  ])('%s', (_, algorithm, first, length, has) => {
    expect(
      hasKeyForm(
        algorithm,
        Uint8Array.from({ length }, (_octet, at) => (at === 0 ? first : 1)),
      ),
    ).toBe(has)
  })
})

describe('a key that is taken', async () => {
  const signing = await publicKeyInfo((await createKeyPair()).publicKey, 'x509', crypto)
  const signer = { publicKey: signing, algorithm: 'ecdsa-with-SHA256', sign: async () => new Uint8Array(70) } as const
  const name = encodeSubject('CN=a')
  const validity = { notBefore: new Date('2027-01-01T00:00:00Z'), notAfter: new Date('2028-01-01T00:00:00Z') }

  const isTaken = (spki: Uint8Array): boolean => {
    try {
      checkPublicKey(spki, 'x509')
      return true
    } catch {
      return false
    }
  }

  it('is no pair of integers without their SEQUENCE (RFC 8017 appendix A.1.1)', () => {
    const modulus = writeInteger(new Uint8Array(256).fill(0xc1))
    const numbers = [modulus, writeInteger(Uint8Array.of(1, 0, 1))]
    const identifier = fromHex('300d06092a864886f70d0101010500')
    expect(isTaken(writeSequence(identifier, writeBitString(writeSequence(...numbers))))).toBe(true)
    expect(isTaken(writeSequence(identifier, writeBitString(concatenate(numbers))))).toBe(false)
  })

  it.each(['EC-P256', 'EC-P384', 'RSA-3072', 'Ed25519'] as const)(
    'is read in its certificate, whatever octet of a key of %s is changed',
    async (algorithm) => {
      const spki = await publicKeyInfo((await createKeyPair(algorithm)).publicKey, 'x509', crypto)
      const changed = Array.from(spki).flatMap((octet, at) =>
        [0, octet ^ 1, octet ^ 2, octet ^ 0x80].map((other) => spki.with(at, other)),
      )
      const taken = changed.filter(isTaken)
      expect(taken.length).toBeGreaterThan(0)
      for (const other of taken) {
        const contents = { subject: name, issuer: name, validity, spki: other, extensions: [] }
        await expect(writeCertificate(contents, { signer, target: 'x509', crypto })).resolves.toBeDefined()
      }
    },
  )
})
