import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { createCertificateAuthority, createCertificateRequest, createCrl, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { findPrivateKeys } from '../../scripts/private-keys/find-private-keys.mjs'
import { root } from './repository.js'

const pairs = [
  { name: 'EC P-256', pair: generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  { name: 'EC P-521', pair: generateKeyPairSync('ec', { namedCurve: 'P-521' }) },
  { name: 'Ed25519', pair: generateKeyPairSync('ed25519') },
  { name: 'X25519', pair: generateKeyPairSync('x25519') },
  { name: 'RSA', pair: generateKeyPairSync('rsa', { modulusLength: 2048 }) },
]

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Ways in which a key gets into a log, an error or a record. */
const writings = (der: Buffer, pem: string): Readonly<Record<string, string>> => ({
  PEM: pem,
  'PEM with the line ends of Windows': pem.replaceAll('\n', '\r\n'),
  'PEM in JSON': JSON.stringify({ pem }),
  'PEM in JSON in JSON': JSON.stringify(JSON.stringify({ pem })),
  'PEM on a console': inspect({ pem }),
  'PEM that was cut off': pem.slice(0, 80),
  base64: der.toString('base64'),
  'base64 that was cut off': der.toString('base64').slice(0, 60),
  base64url: der.toString('base64url'),
  hexadecimal: der.toString('hex'),
  'hexadecimal with colons': der.toString('hex').replace(/..(?=.)/g, '$&:'),
  'bytes on a console': inspect(new Uint8Array(der)),
  'a Buffer on a console': inspect(der),
  'bytes in JSON': JSON.stringify(new Uint8Array(der)),
  'a Buffer in JSON': JSON.stringify(der),
  'base64 of JSON': base64(JSON.stringify({ statusCode: 200, pem })),
})

describe('the search for private keys', () => {
  it.each(pairs)('finds an $name key in whatever it is written', ({ pair: { privateKey } }) => {
    const type = privateKey.asymmetricKeyType
    const forms = ['pkcs8', ...(type === 'ec' ? ['sec1'] : []), ...(type === 'rsa' ? ['pkcs1'] : [])] as const
    for (const form of forms) {
      const der = Buffer.from(Reflect.apply(privateKey.export, privateKey, [{ type: form, format: 'der' }]))
      const pem = String(Reflect.apply(privateKey.export, privateKey, [{ type: form, format: 'pem' }]))
      const missed = Object.entries(writings(der, pem)).filter(
        ([, text]) => findPrivateKeys(`key: ${text}.`).length === 0,
      )
      expect(missed.map(([name]) => `${form}: ${name}`)).toEqual([])
    }
    const encrypted = privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' })
    expect(findPrivateKeys(encrypted.toString('base64'))).toContain('encrypted PKCS #8 (RFC 5958)')
    const jwk = privateKey.export({ format: 'jwk' })
    for (const text of [JSON.stringify(jwk), JSON.stringify(JSON.stringify(jwk)), inspect(jwk)]) {
      expect(findPrivateKeys(text)).toContain('JWK (RFC 7517)')
    }
  })

  it('accuses nothing that is public', async () => {
    const texts = pairs.map(({ pair }) => JSON.stringify(pair.publicKey.export({ format: 'jwk' })))
    // Ed25519, because its keys and its signatures are named alike.
    for (const keyAlgorithm of ['EC-P256', 'Ed25519', 'RSA-2048'] as const) {
      const authority = await createCertificateAuthority({ subject: 'CN=CA', keyAlgorithm, target: 'x509' })
      const keys = await createKeyPair(keyAlgorithm)
      const request = await createCertificateRequest({ keys, subject: 'CN=device-1', target: 'x509' })
      const crl = await createCrl({ authority, number: 1, revocations: [], target: 'x509' })
      texts.push(authority.certificate.pem, request.pem, crl.pem)
    }
    expect(texts.flatMap((text) => findPrivateKeys(text))).toEqual([])
  })

  it('finds none in the repository', () => {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
    })
    const files = listed
      .split('\0')
      .filter((file) => file !== '' && lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile())
    expect(files.length).toBeGreaterThan(1000)
    const found = files.flatMap((file) =>
      findPrivateKeys(readFileSync(join(root, file), 'latin1')).map((kind) => `${file}: ${kind}`),
    )
    expect(found).toEqual([])
  })
})
