import { type RecordFixtureOptions, recordFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { parseAttemptRecord, parseDeviceRecord } from './parse-device-record.js'

const states: readonly NonNullable<RecordFixtureOptions['state']>[] = [
  'enrolled',
  'claimed',
  'issued',
  'ready',
  'in-use',
  'retiring',
  'blocked',
  'removed',
]

/** A stored record with one part changed, by its path. */
const changed = (state: RecordFixtureOptions['state'], path: string, value: unknown): unknown => {
  const record = JSON.parse(JSON.stringify(recordFixture({ state: state ?? 'enrolled' })))
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  let part = record
  for (const key of keys) part = part[key]
  if (value === undefined) delete part[last]
  else Object.defineProperty(part, last, { value, enumerable: true, configurable: true, writable: true })
  return record
}

describe('parseDeviceRecord', () => {
  it.each(states)('reads a record that is %s as it was written, byte for byte', (state) => {
    const record = recordFixture({ state })
    const text = JSON.stringify(record)
    const parsed = parseDeviceRecord(JSON.parse(text))
    expect(parsed).toEqual(record)
    expect(JSON.stringify(parseDeviceRecord(JSON.parse(JSON.stringify(parsed))))).toBe(JSON.stringify(parsed))
  })

  it.each([
    ['a newer form', 'enrolled', 'schema', 2],
    ['no version', 'enrolled', 'version', undefined],
    ['version 0', 'enrolled', 'version', 0],
    ['a version with a fraction', 'enrolled', 'version', 1.5],
    ['a serial number with a wildcard', 'enrolled', 'serialNumber', 'SN-*'],
    ['another standing', 'enrolled', 'standing', 'friend'],
    ['a field that nobody knows', 'enrolled', 'deviceToken', 'secret'],
    ['a prototype for a field', 'enrolled', '__proto__', {}],
    ['a token that is not hashed', 'enrolled', 'token.hash', 'AAECAwQFBgcICQoLDA0ODw'],
    ['a token that never expires', 'enrolled', 'token.expiresAt', undefined],
    ['another stage', 'ready', 'next.stage', 'almost'],
    ['a claim without a lease', 'claimed', 'next.lease', undefined],
    ['a claim with the certificate of another stage', 'claimed', 'next.certificateId', 'a1'.repeat(32)],
    ['an issued certificate without its PEM', 'issued', 'next.certificatePem', undefined],
    ['a PEM that is none', 'issued', 'next.certificatePem', 'certificate'],
    ['a certificate id in capitals', 'in-use', 'current.certificateId', 'A1'.repeat(32)],
    ['a thing with a wildcard', 'in-use', 'thing.thingName', 'pump-*'],
    ['eleven policies', 'in-use', 'thing.policyNames', Array.from({ length: 11 }, (_, index) => `p${index}`)],
    [
      'thirty-three former keys',
      'enrolled',
      'formerKeyHashes',
      Array.from({ length: 33 }, (_, index) => `${index}`.padStart(64, '0')),
    ],
  ] as const)('refuses %s', (_, state, path, value) => {
    expect(() => parseDeviceRecord(changed(state, path, value))).toThrow(
      expect.objectContaining({ code: 'record-malformed', name: 'LifecycleError' }),
    )
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', '{}'],
    ['a list', []],
    ['a date', new Date(0)],
  ])('refuses %s', (_, value) => {
    expect(() => parseDeviceRecord(value)).toThrow(expect.objectContaining({ code: 'record-malformed' }))
  })

  it('runs no code of what it reads', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError('caught')
        },
        getPrototypeOf: () => Object.prototype,
      },
    )
    expect(() => parseDeviceRecord(trap)).toThrow(expect.objectContaining({ code: 'record-malformed' }))
  })

  it('never keeps a private key that stands beside a certificate', () => {
    const { next } = recordFixture({ state: 'ready' })
    const key = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n'
    const pem = next?.stage === 'ready' ? next.certificatePem : ''
    let kept = ''
    try {
      kept = JSON.stringify(parseDeviceRecord(changed('ready', 'next.certificatePem', `${pem}${key}`)))
    } catch {
      kept = ''
    }
    expect(kept).not.toContain('PRIVATE KEY')
  })
})

describe('parseAttemptRecord', () => {
  const record = { schema: 1, source: '192.0.2.1', version: 1, level: 0.5, at: 0 }

  it('reads what was written', () => {
    expect(parseAttemptRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
  })

  it.each([
    ['a negative level', { level: -1 }],
    ['an infinite level', { level: Number.POSITIVE_INFINITY }],
    ['a source of two lines', { source: 'a\nb' }],
    ['a field too many', { deviceToken: 'secret' }],
  ])('refuses %s', (_, changes) => {
    expect(() => parseAttemptRecord({ ...record, ...changes })).toThrow(
      expect.objectContaining({ code: 'record-malformed' }),
    )
  })
})
