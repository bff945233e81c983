import { describe, expect, it } from 'vitest'
import { parseEventBody, parseEventObject } from './parse-event-body.js'

const event = {
  certificateId: 'a1'.repeat(32),
  caCertificateId: 'b2'.repeat(32),
  timestamp: 1623724243659,
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: '123456789012',
  certificateRegistrationTimestamp: null,
}
const json = JSON.stringify(event)
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const undelivered = {
  ruleName: 'jitr',
  topic: `$aws/events/certificates/registered/${event.caCertificateId}`,
  cloudwatchTraceId: '7e146a2c-95b5-6caf-98b9-50e3969734c7',
  clientId: 'iotconsole-1511213971966-0',
  base64OriginalPayload: base64(json),
  failures: [{ failedAction: 'SqsAction', failedResource: 'jitr', errorMessage: 'no permission' }],
}

describe('parseEventBody', () => {
  it.each([
    ['JSON', json],
    ['JSON with blanks around it', `\n  ${json}\n`],
    ['base64 of JSON, of a rule with useBase64', base64(json)],
    ['base64 in lines', base64(json).replace(/.{76}/g, '$&\r\n')],
    ['what an error action has wrapped', JSON.stringify(undelivered)],
    ['base64 of what an error action has wrapped', base64(JSON.stringify(undelivered))],
  ])('reads %s', (_what, body) => {
    expect(parseEventBody(body)).toEqual(event)
  })

  it.each([
    ['nothing', undefined],
    ['an object', event],
    ['an empty text', ''],
    ['a text', 'hello, world!'],
    ['JSON cut off', json.slice(0, 40)],
    ['JSON of a list', '[1]'],
    ['JSON of a text', '"text"'],
    ['base64 of no JSON', base64('hello')],
    ['base64 of bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]).toString('base64')],
    ['a payload that is no base64', JSON.stringify({ ...undelivered, base64OriginalPayload: '%%' })],
    ['a payload that is no text', JSON.stringify({ ...undelivered, base64OriginalPayload: 7 })],
    ['a payload in a payload', JSON.stringify({ base64OriginalPayload: base64(JSON.stringify(undelivered)) })],
    ['a message of a megabyte', ' '.repeat(1_048_576)],
    ['blanks that a pattern could stumble over', `a${' '.repeat(200_000)}!`],
    ['a field nested deeper than can be written down', `{"certificateId":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
  ])('refuses %s', (_what, body) => {
    expect(() => parseEventBody(body)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'event-malformed' }),
    )
  })
})

describe('parseEventObject', () => {
  it('reads what an error action hands over directly', () => {
    expect(parseEventObject(undelivered)).toEqual(event)
  })

  it('refuses a payload that is too long', () => {
    expect(() => parseEventObject({ base64OriginalPayload: 'A'.repeat(262_145) })).toThrow(
      expect.objectContaining({ code: 'event-malformed' }),
    )
  })
})
