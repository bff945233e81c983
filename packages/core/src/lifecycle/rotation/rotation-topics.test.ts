import { describe, expect, it } from 'vitest'
import { decideRotation } from './decide-rotation.js'
import { factsOf, first, recordIn, vendor } from './fixtures/rotation-scene.js'
import { parseRotationMessage } from './parse-rotation-message.js'
import { parseRotationRecord } from './parse-rotation-record.js'
import { type RotationState, rotationStates } from './rotation-state.js'
import { rotationRules, writeRotationReply } from './rotation-topics.js'

const prefix = '/cert-rotation'
const id = 'ab'.repeat(32)

describe("the predecessor's flow", () => {
  it('works on its topics, with its fields', () => {
    const request = parseRotationMessage(
      { topic: `${prefix}/create-man-cert/1234/rqst`, principal: vendor.id, payload: '{"csr":"PEM"}' },
      prefix,
    )
    const issuing = decideRotation(request, recordIn('offered'), factsOf()).record
    const issued = { kind: 'issued', ofVersion: issuing?.version ?? 0, certificate: first } as const
    const preparing = decideRotation(issued, issuing, factsOf()).record
    const proving = decideRotation({ kind: 'carried-out', ofVersion: preparing?.version ?? 0 }, preparing, factsOf())
    if (proving.reply === undefined) throw new Error('no reply')
    expect(writeRotationReply(proving.reply, prefix)).toEqual({
      topic: '/cert-rotation/create-man-cert/1234/rspn',
      payload: JSON.stringify({ pem: first.pem, cert_id: first.id }),
    })
    const acknowledgement = parseRotationMessage(
      {
        topic: `${prefix}/ack-man-cert/1234/rqst`,
        principal: first.id,
        payload: JSON.stringify({ cert_id: first.id }),
      },
      prefix,
    )
    const completing = decideRotation(acknowledgement, proving.record, factsOf()).record
    const done = decideRotation({ kind: 'carried-out', ofVersion: completing?.version ?? 0 }, completing, factsOf())
    if (done.reply === undefined) throw new Error('no reply')
    expect(writeRotationReply(done.reply, prefix)).toEqual({
      topic: '/cert-rotation/ack-man-cert/1234/rspn',
      payload: JSON.stringify({ cert_id: first.id }),
    })
  })

  it('answers a refusal with its code, on the topic of what it refuses', () => {
    const { reply } = decideRotation(
      { kind: 'request', principal: vendor.id, device: '1234', csr: 'x' },
      recordIn('registered'),
      factsOf(),
    )
    expect(reply && writeRotationReply(reply)).toEqual({
      topic: 'cert-rotation/create-man-cert/1234/rspn',
      payload: '{"error":"rotation-not-offered","message":"no rotation is open for the device"}',
    })
  })
})

it('takes who has sent a message from the rule, beside the payload', () => {
  expect(rotationRules(prefix).map(({ sql }) => sql)).toEqual(
    ['create-man-cert', 'ack-man-cert'].map(
      (name) =>
        `SELECT encode(*, 'base64') AS payload, principal() AS principal, clientid() AS clientId, topic() AS topic, timestamp() AS receivedAt FROM '/cert-rotation/${name}/+/rqst'`,
    ),
  )
  expect(() => rotationRules("x' WHERE 1")).toThrow(expect.objectContaining({ code: 'lifecycle-option' }))
})

describe('parseRotationMessage', () => {
  const delivery = { topic: 'cert-rotation/ack-man-cert/1234/rqst', principal: id, payload: `{"cert_id":"${id}"}` }

  it('leaves fields alone that it does not know, and those that pretend to be the sender', () => {
    const payload = JSON.stringify({ cert_id: id, principal: 'x', device: 'y', kind: 'close' })
    expect(parseRotationMessage({ ...delivery, payload })).toEqual({
      kind: 'acknowledgement',
      principal: id,
      device: '1234',
      certificateId: id,
    })
  })

  it.each([
    ['a principal that is no certificate', { principal: 'eu-central-1:1b2c' }, 'principal'],
    ['a topic of another prefix', { topic: '/cert-rotation/ack-man-cert/1234/rqst' }, 'topic'],
    ['a topic with a level more', { topic: 'cert-rotation/ack-man-cert/1234/rqst/x' }, 'topic'],
    ['a topic of a reply', { topic: 'cert-rotation/ack-man-cert/1234/rspn' }, 'topic'],
    ['a device that is a wildcard', { topic: 'cert-rotation/ack-man-cert/+/rqst' }, 'topic'],
    ['a payload that was cut off', { payload: '{"cert_id":"ab' }, 'payload'],
    ['a key twice', { payload: `{"cert_id":"${id}","cert_id":"${id}"}` }, 'payload'],
    ['a list', { payload: '[]' }, 'payload'],
    ['a payload that is too long', { payload: `{"a":"${'x'.repeat(9000)}"}` }, 'payload'],
    ['no certificate', { payload: '{}' }, 'cert_id'],
    ['a certificate of the prototype', { payload: '{"__proto__":{"cert_id":"x"}}' }, 'cert_id'],
    ['a nonce that is too short', { payload: `{"cert_id":"${id}","nonce":"x"}` }, 'nonce'],
  ])('refuses %s', (_, change, field) => {
    expect(() => parseRotationMessage({ ...delivery, ...change })).toThrow(
      expect.objectContaining({ code: 'request-malformed', field }),
    )
  })
})

describe('parseRotationRecord', () => {
  const isState = (name: string): name is RotationState => Object.hasOwn(rotationStates, name)

  it.each(Object.keys(rotationStates).filter(isState))('reads back a record that is %s', (state) => {
    const record = recordIn(state)
    expect(parseRotationRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
  })

  const stored = (change: object): unknown => JSON.parse(JSON.stringify({ ...recordIn('proving'), ...change }))

  it.each([
    ['another form', { schema: 2 }, 'schema'],
    ['a state that nobody knows', { state: 'done' }, 'state'],
    ['a state of the prototype', { state: 'constructor' }, 'state'],
    ['no certificate where one is proven', { next: undefined }, 'next'],
    [
      'the PEM of another certificate',
      { next: { ...recordIn('proving').next, certificatePem: vendor.pem } },
      'record.next.certificatePem',
    ],
    [
      'a key in place of a certificate',
      { next: { ...recordIn('proving').next, certificatePem: 'KEY' } },
      'record.next.certificatePem',
    ],
    ['a field too many', { privateKey: 'x' }, 'record.privateKey'],
    ['a version that is none', { version: 1.5 }, 'record.version'],
  ])('refuses %s', (_, change, field) => {
    expect(() => parseRotationRecord(stored(change))).toThrow(
      expect.objectContaining({
        code: 'record-malformed',
        field: expect.stringContaining(field.replace('record.', '')),
      }),
    )
  })

  it('never says what it found in place of a certificate', () => {
    const secret = '-----BEGIN PRIVATE KEY-----'
    try {
      parseRotationRecord(stored({ next: { ...recordIn('proving').next, certificatePem: secret } }))
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify([String(error), { ...Object(error) }])).not.toContain('PRIVATE')
    }
  })
})
