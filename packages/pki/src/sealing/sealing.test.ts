import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromHex } from '../bytes.js'
import { createKeyPair } from '../key/create-key-pair.js'
import { exportPrivateKey } from '../key/export-private-key.js'
import type { KeyPair } from '../key/key-pair.js'
import { createSealingKeyPair, type SealingKeyPair } from './create-sealing-key-pair.js'
import { agree, openFernet } from './fixtures/older-app.js'
import { pythonVectors } from './fixtures/python-vectors.js'
import { openSealedPrivateKey } from './open-sealed-private-key.js'
import { sealPrivateKey } from './seal-private-key.js'
import { sealPrivateKeyWithoutKeyDerivation } from './seal-private-key-without-key-derivation.js'
import { hashSealingKey, importSealingKey, readSealingKey, x25519 } from './sealing-key.js'
import { sharedSecret } from './shared-secret.js'

const names = { serialNumber: 'SN-1', certificateId: 'ab'.repeat(32) }

/** Points with which every private key agrees on zero (RFC 7748 section 6.1). */
const smallOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]

let keys: KeyPair
let pem = ''
let device: SealingKeyPair
let other: SealingKeyPair

beforeAll(async () => {
  keys = await createKeyPair()
  pem = await exportPrivateKey(keys.privateKey)
  device = await createSealingKeyPair()
  other = await createSealingKeyPair()
})

const seal = (): Promise<string> => sealPrivateKey(keys.privateKey, { sealingKey: device.publicKey, ...names })

describe('sealPrivateKey', () => {
  it('seals a key that the device opens', async () => {
    expect(await openSealedPrivateKey(await seal(), { privateKey: device.privateKey, ...names })).toBe(pem)
  })

  it('says in the protected header how, and for which device and certificate (RFC 7518 section 4.6)', async () => {
    expect(decodeProtectedHeader(await seal())).toMatchObject({
      alg: 'ECDH-ES+A256KW',
      enc: 'A256GCM',
      epk: { kty: 'OKP', crv: 'X25519' },
      ...names,
    })
  })

  it('never seals twice with the same key', async () => {
    const [one, two] = [decodeProtectedHeader(await seal()), decodeProtectedHeader(await seal())]
    expect(one['epk']).not.toEqual(two['epk'])
  })

  it('refuses a key that is not to leave its store', async () => {
    const { privateKey } = await createKeyPair('EC-P256', { exportable: false })
    const sealing = sealPrivateKey(privateKey, { sealingKey: device.publicKey, ...names })
    await expect(sealing).rejects.toMatchObject({ code: 'key-not-exportable' })
  })

  it.each(smallOrder)('refuses a point of small order: %s', async (point) => {
    const sealing = sealPrivateKey(keys.privateKey, { sealingKey: fromHex(point), ...names })
    await expect(sealing).rejects.toMatchObject({ code: 'sealing-key-malformed', field: 'sealingKey' })
  })

  it('refuses an option that it does not know', async () => {
    const options = { sealingKey: device.publicKey, ...names, alg: 'RSA1_5' }
    await expect(sealPrivateKey(keys.privateKey, options)).rejects.toMatchObject({ code: 'pki-option' })
  })
})

describe('openSealedPrivateKey', () => {
  it.each<[string, () => { privateKey: SealingKeyPair['privateKey']; serialNumber: string; certificateId: string }]>([
    ['another private key', () => ({ privateKey: other.privateKey, ...names })],
    ['another device', () => ({ privateKey: device.privateKey, ...names, serialNumber: 'SN-2' })],
    ['another certificate', () => ({ privateKey: device.privateKey, ...names, certificateId: 'cd'.repeat(32) })],
  ])('opens nothing for %s', async (_, options) => {
    await expect(openSealedPrivateKey(await seal(), options())).rejects.toMatchObject({ code: 'sealed-key-unreadable' })
  })

  it('opens nothing of which one character was changed', async () => {
    const sealed = await seal()
    for (let at = 0; at < sealed.length; at += 37) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      const opening = openSealedPrivateKey(changed, { privateKey: device.privateKey, ...names })
      await expect(opening).rejects.toMatchObject({ code: 'sealed-key-unreadable' })
    }
  })

  it.each(['', 'a.b.c.d.e', 'x'.repeat(16_385)])('opens nothing that is no JWE', async (sealed) => {
    const opening = openSealedPrivateKey(sealed, { privateKey: device.privateKey, ...names })
    await expect(opening).rejects.toMatchObject({ code: 'sealed-key-unreadable' })
  })

  it('opens nothing that was sealed by a weaker algorithm', async () => {
    const weaker = await new CompactEncrypt(new TextEncoder().encode(pem))
      .setProtectedHeader({ alg: 'ECDH-ES+A128KW', enc: 'A128GCM', ...names })
      .encrypt(await importSealingKey(readSealingKey(device.publicKey), crypto))
    const opening = openSealedPrivateKey(weaker, { privateKey: device.privateKey, ...names })
    await expect(opening).rejects.toMatchObject({ code: 'sealed-key-unreadable' })
  })

  it('says nothing of the key in its error', async () => {
    const sealed = await seal()
    const error = await openSealedPrivateKey(sealed, { privateKey: other.privateKey, ...names }).catch((e) => e)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(sealed.slice(-40))
    expect(error.cause).toBeUndefined()
  })
})

describe('sealPrivateKeyWithoutKeyDerivation', () => {
  it('seals what a program opens that knows the wire format alone', async () => {
    const [vector] = pythonVectors
    const sealingKey = vector?.devicePublicKey ?? ''
    const sealed = await sealPrivateKeyWithoutKeyDerivation(keys.privateKey, { sealingKey })
    const secret = agree(fromHex(vector?.devicePrivateKey ?? ''), Buffer.from(sealed.publicKey, 'base64'))
    expect(openFernet(sealed.encryptedPrivateKey, secret)).toBe(pem)
  })

  it('makes a new key for each answer', async () => {
    const options = { sealingKey: device.publicKey }
    const one = await sealPrivateKeyWithoutKeyDerivation(keys.privateKey, options)
    const two = await sealPrivateKeyWithoutKeyDerivation(keys.privateKey, options)
    expect(one.publicKey).not.toBe(two.publicKey)
  })

  it.each(smallOrder)('refuses a point of small order: %s', async (point) => {
    const sealing = sealPrivateKeyWithoutKeyDerivation(keys.privateKey, { sealingKey: fromHex(point) })
    await expect(sealing).rejects.toMatchObject({ code: 'sealing-key-malformed' })
  })
})

describe('sharedSecret', () => {
  const secretOf = async (privateKey: Uint8Array, publicKey: string): Promise<string> => {
    const header = fromHex('302e020100300506032b656e04220420')
    const pkcs8 = Uint8Array.from([...header, ...privateKey])
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, x25519, false, ['deriveBits'])
    const secret = await sharedSecret(key, await importSealingKey(readSealingKey(publicKey), crypto), crypto)
    return Buffer.from(secret).toString('hex')
  }

  it('is that of RFC 7748 section 6.1', async () => {
    const bob = fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')
    const alice = fromHex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
    const secret = await secretOf(bob, Buffer.from(alice).toString('base64'))
    expect(secret).toBe('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742')
  })

  it.each(pythonVectors)('is the one that Python agrees on: $secret', async (vector) => {
    const { devicePrivateKey, devicePublicKey, serverPrivateKey, serverPublicKey, secret } = vector
    expect(await secretOf(fromHex(devicePrivateKey), serverPublicKey)).toBe(secret)
    expect(await secretOf(fromHex(serverPrivateKey), devicePublicKey)).toBe(secret)
  })
})

describe('createSealingKeyPair', () => {
  it.each([
    ['keeps the private key', {}, false],
    ['hands it out to a device that says so', { exportable: true }, true],
  ])('%s', async (_what, options, extractable) => {
    expect((await createSealingKeyPair(options)).privateKey.extractable).toBe(extractable)
  })
})

describe('hashSealingKey', () => {
  it('is SHA-256 of the 32 octets, in whatever form they come', async () => {
    const raw = Buffer.alloc(32, 9)
    const expected = createHash('sha256').update(raw).digest('hex')
    expect(await hashSealingKey(raw)).toBe(expected)
    expect(await hashSealingKey(raw.toString('base64'))).toBe(expected)
  })

  it('refuses what is no key', async () => {
    await expect(hashSealingKey('AAAA')).rejects.toMatchObject({ code: 'sealing-key-malformed' })
  })
})

describe('readSealingKey', () => {
  it.each([
    ['nothing', ''],
    ['31 octets', Buffer.alloc(31, 9).toString('base64')],
    ['33 octets', Buffer.alloc(33, 9).toString('base64')],
    ['base64url', `${'_'.repeat(42)}8=`],
    ['a second spelling of the same octets', `${'A'.repeat(42)}B=`],
    ['a line break', `${'A'.repeat(43)}=\n`],
    ['text of hex digits', '0'.repeat(64)],
  ])('refuses %s', (_, key) => {
    expect(() => readSealingKey(key)).toThrow(expect.objectContaining({ code: 'sealing-key-malformed' }))
  })

  it.each([new Uint8Array(31), new Uint8Array(33)])('refuses octets of another length', (key) => {
    expect(() => readSealingKey(key)).toThrow(expect.objectContaining({ code: 'sealing-key-malformed' }))
  })
})
