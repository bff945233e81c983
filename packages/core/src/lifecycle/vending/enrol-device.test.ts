import { recordFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { changeStanding, enrolDevice, grantToken } from './enrol-device.js'

const token = 'AAECAwQFBgcICQoLDA0ODw'
const expiresAt = new Date(2_000_000_000_000)
const { record } = enrolDevice('SN-1')

describe('enrolDevice', () => {
  const refused: readonly (readonly [what: string, serialNumber: string, options: object, field: string])[] = [
    ['an empty serial number', '', {}, 'serialNumber'],
    ['a wildcard', 'SN-*', {}, 'serialNumber'],
    ['a slash', 'SN/1', {}, 'serialNumber'],
    ['a serial number of 129 characters', 'S'.repeat(129), {}, 'serialNumber'],
    ['a sealing key that is no hash', 'SN-1', { sealingKeyHashes: ['key'] }, 'sealingKeyHashes'],
    ['a misspelt option', 'SN-1', { sealingKeyHash: [] }, 'sealingKeyHash'],
  ]

  it.each(refused)('refuses %s', (_, serialNumber, options, field) => {
    expect(() => enrolDevice(serialNumber, options)).toThrow(
      expect.objectContaining({ code: 'lifecycle-option', field }),
    )
  })
})

describe('grantToken', () => {
  it('stores a hash, and begins to count anew', () => {
    const used = recordFixture({ state: 'in-use', changes: { supersessions: 5 } })
    const granted = grantToken(used, { token, expiresAt, keyHash: 'ab'.repeat(32) })
    expect(granted.record.token).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: expiresAt.getTime(),
      keyHash: 'ab'.repeat(32),
    })
    expect(granted.record.supersessions).toBe(0)
    expect(JSON.stringify(granted)).not.toContain(token)
  })

  it.each([
    ['a token of 21 characters', { token: token.slice(1), expiresAt }, 'token-weak'],
    ['a token with a blank', { token: `${token} `, expiresAt }, 'token-weak'],
    ['no date', { token, expiresAt: new Date(Number.NaN) }, 'lifecycle-option'],
    ['a key hash that is none', { token, expiresAt, keyHash: 'key' }, 'lifecycle-option'],
    ['a misspelt option', { token, expiresAt, keyhash: '' }, 'lifecycle-option'],
  ])('refuses %s, without quoting a token', (_, options, code) => {
    expect(() => grantToken(record, options)).toThrow(expect.objectContaining({ code, value: undefined }))
  })

  it('is not for a device that was removed', () => {
    const removed = recordFixture({ state: 'removed' })
    expect(() => grantToken(removed, { token, expiresAt })).toThrow(
      expect.objectContaining({ code: 'record-transition' }),
    )
  })
})

describe('changeStanding', () => {
  it('blocks a device and lets it in again', () => {
    const blocked = changeStanding(record, 'blocked').record
    expect(changeStanding(blocked, 'enrolled')).toMatchObject({
      record: { standing: 'enrolled', version: 3 },
      expects: { version: 2 },
    })
  })

  it.each(['enrolled', 'blocked'] as const)('does not make a removed device %s', (standing) => {
    const removed = recordFixture({ state: 'removed' })
    expect(() => changeStanding(removed, standing)).toThrow(expect.objectContaining({ code: 'record-transition' }))
  })
})
