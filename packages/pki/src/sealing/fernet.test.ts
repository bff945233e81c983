import { describe, expect, it } from 'vitest'
import { fromHex } from '../bytes.js'
import { encryptFernet } from './fernet.js'
import { pythonVectors } from './fixtures/python-vectors.js'

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))

describe('encryptFernet', () => {
  it("makes the token of the specification's generate.json", async () => {
    const token = await encryptFernet(new TextEncoder().encode('hello'), {
      key: fromBase64('cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4='),
      iv: Uint8Array.from({ length: 16 }, (_, index) => index),
      now: new Date('1985-10-26T01:20:00-07:00'),
      crypto,
    })
    expect(token).toBe(
      'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==',
    )
  })

  it.each(pythonVectors)(
    'makes the token that Python makes: $token',
    async ({ secret, iv, time, plaintext, token }) => {
      const options = { key: fromHex(secret), iv: fromHex(iv), now: new Date(time * 1000), crypto }
      expect(await encryptFernet(new TextEncoder().encode(plaintext), options)).toBe(token)
    },
  )
})
