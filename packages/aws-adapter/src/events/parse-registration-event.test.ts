import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRegistrationEvent } from './parse-registration-event.js'

const event = {
  certificateId: 'a1'.repeat(32),
  caCertificateId: 'b2'.repeat(32),
  timestamp: 1623724243659,
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: '123456789012',
  certificateRegistrationTimestamp: '1623723165331',
}

describe('parseRegistrationEvent', () => {
  it('reads the event as AWS IoT sends it: one timestamp a number, the other text', () => {
    expect(parseRegistrationEvent(event)).toEqual({ ...event, certificateRegistrationTimestamp: 1623723165331 })
  })

  it.each([
    ['the first event of a certificate', { certificateRegistrationTimestamp: null }, null],
    ['a SELECT that leaves the timestamp out', { certificateRegistrationTimestamp: undefined }, null],
    ['a number', { certificateRegistrationTimestamp: 7 }, 7],
    ['text', { certificateRegistrationTimestamp: '7' }, 7],
  ])('reads the time of registration of %s', (_what, change, expected) => {
    expect(parseRegistrationEvent({ ...event, ...change }).certificateRegistrationTimestamp).toBe(expected)
  })

  it('reads a timestamp that is text', () => {
    expect(parseRegistrationEvent({ ...event, timestamp: '1623724243659' }).timestamp).toBe(1623724243659)
  })

  it('passes over what a SELECT has added', () => {
    expect(parseRegistrationEvent({ topic: 'x', ...event, clientid: 'y' })).not.toHaveProperty('topic')
  })

  it('writes ids in lower case', () => {
    expect(parseRegistrationEvent({ ...event, certificateId: 'A1'.repeat(32) }).certificateId).toBe('a1'.repeat(32))
  })

  it('freezes what it returns and leaves alone what it is given', () => {
    expect(Object.isFrozen(parseRegistrationEvent(Object.freeze({ ...event })))).toBe(true)
  })

  it.each([
    ['certificateId', undefined],
    ['certificateId', ''],
    ['certificateId', 'a1'.repeat(31)],
    ['certificateId', `${'a1'.repeat(32)}\n`],
    ['certificateId', 'zz'.repeat(32)],
    ['certificateId', 7],
    ['certificateId', ['a1'.repeat(32)]],
    ['caCertificateId', null],
    ['timestamp', undefined],
    ['timestamp', -1],
    ['timestamp', 1.5],
    ['timestamp', Number.NaN],
    ['timestamp', '1e3'],
    ['timestamp', ''],
    ['timestamp', '9'.repeat(16)],
    ['certificateStatus', undefined],
    ['certificateStatus', 'pending'],
    ['awsAccountId', 123456789012],
    ['awsAccountId', '12345678901'],
    ['certificateRegistrationTimestamp', 'yesterday'],
    ['certificateRegistrationTimestamp', {}],
  ])('refuses %s = %j', (field, value) => {
    expect(() => parseRegistrationEvent({ ...event, [field]: value })).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'event-malformed', field }),
    )
  })

  it.each([undefined, null, 'text', 7, [], [event]])('refuses %j', (value) => {
    expect(() => parseRegistrationEvent(value)).toThrow(expect.objectContaining({ code: 'event-malformed' }))
  })

  it('reads own properties only', () => {
    expect(() => parseRegistrationEvent(Object.create(event))).toThrow(
      expect.objectContaining({ code: 'event-malformed', field: 'certificateId' }),
    )
    const polluting: unknown = JSON.parse(`{"__proto__":${JSON.stringify(event)}}`)
    expect(() => parseRegistrationEvent(polluting)).toThrow(expect.objectContaining({ code: 'event-malformed' }))
  })

  it('ends in an event or a typed error, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.record({ ...Object.fromEntries(Object.keys(event).map((key) => [key, fc.anything()])) }),
        (value) => {
          try {
            expect(parseRegistrationEvent(value)).toBeDefined()
          } catch (error) {
            expect(error).toMatchObject({ name: 'AdapterError', code: 'event-malformed' })
          }
        },
      ),
    )
  })
})
