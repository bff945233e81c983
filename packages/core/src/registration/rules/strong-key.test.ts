import { expect, it } from 'vitest'
import type { PublicKey } from '../../certificate/certificate.js'
import { factsFixture } from '../../testing/facts-fixture.js'
import { type StrongKeyOptions, strongKey } from './strong-key.js'

const { certificate } = factsFixture()
const spki = certificate.publicKey.spki

/** A certificate that differs in its key alone. */
const judge = (publicKey: Omit<PublicKey, 'spki'>, options?: StrongKeyOptions) =>
  strongKey(options).evaluate({
    ...factsFixture(),
    certificate: Object.create(certificate, { publicKey: { value: { ...publicKey, spki } } }),
  }).findings[0]

const rsa = (bits: number) => ({ algorithm: 'RSA', oid: '1.2.840.113549.1.1.1', bits }) as const
const ec = (curve: string) => ({ algorithm: 'EC', oid: '1.2.840.10045.2.1', curve }) as const
const brainpool = '1.3.36.3.3.2.8.1.1.7'

it.each<[key: string, publicKey: Omit<PublicKey, 'spki'>, options: StrongKeyOptions, strong: boolean]>([
  ['RSA 2048', rsa(2048), {}, true],
  ['RSA 2047', rsa(2047), {}, false],
  ['RSA 1024', rsa(1024), {}, false],
  ['RSA 2048 where 3072 are wanted', rsa(2048), { minimumRsaBits: 3072 }, false],
  ['RSA 3072 where 3072 are wanted', rsa(3072), { minimumRsaBits: 3072 }, true],
  ['RSA of unknown size', { algorithm: 'RSA', oid: '1.2.840.113549.1.1.1' }, {}, false],
  ['P-256', ec('P-256'), {}, true],
  ['P-384', ec('P-384'), {}, true],
  ['P-521', ec('P-521'), {}, true],
  ['P-256 where P-384 is wanted', ec('P-256'), { curves: ['P-384'] }, false],
  ['another curve', ec(brainpool), {}, false],
  ['another curve that is allowed', ec(brainpool), { curves: [brainpool] }, true],
  ['EC of unknown curve', { algorithm: 'EC', oid: '1.2.840.10045.2.1' }, {}, false],
  ['RSASSA-PSS', { algorithm: 'RSASSA-PSS', oid: '1.2.840.113549.1.1.10', bits: 2048 }, {}, false],
  [
    'RSASSA-PSS 1024 where allowed',
    { algorithm: 'RSASSA-PSS', oid: '1.2.840.113549.1.1.10', bits: 1024 },
    { algorithms: ['RSASSA-PSS'] },
    false,
  ],
  ['Ed25519', { algorithm: 'Ed25519', oid: '1.3.101.112' }, {}, false],
  ['Ed25519 where allowed', { algorithm: 'Ed25519', oid: '1.3.101.112' }, { algorithms: ['Ed25519'] }, true],
  ['RSA where only EC is allowed', rsa(4096), { algorithms: ['EC'] }, false],
  ['an unknown algorithm', { algorithm: 'unknown', oid: '1.2.3' }, {}, false],
])('%s', (_, publicKey, options, strong) => {
  expect(judge(publicKey, options)).toMatchObject({ code: strong ? 'key-strong' : 'key-too-weak', ok: strong })
})

it('says what the key is and what is expected', () => {
  expect(judge(rsa(1024))?.evidence).toEqual({
    field: 'publicKey',
    value: 'RSA 1024',
    expected: ['RSA of at least 2048 bits', 'EC P-256, P-384, P-521'],
    remedy: 'have the device make a key of an allowed kind',
  })
})

it.each<[title: string, options: unknown]>([
  ['weak RSA', { minimumRsaBits: 1024 }],
  ['half a bit', { minimumRsaBits: 2048.5 }],
  ['no curve', { curves: [] }],
  ['a misspelt curve', { curves: ['P256'] }],
  ['an unknown algorithm', { algorithms: ['unknown'] }],
  ['an option that does not exist', { minimumBits: 2048 }],
])('refuses at definition: %s', (_, options) => {
  expect(() => strongKey(options as StrongKeyOptions)).toThrow(expect.objectContaining({ code: 'registration-option' }))
})
