import { describe, expect, it } from 'vitest'
import { emptyAccount } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { anything, policyText } from '../fixtures/policies.js'
import type { RuleEvent } from '../rule/rule.js'
import type { RuleMessage } from '../rule/rule-message.js'

closeFleetsAfterEach()

const now = new Date()

describe('rules', () => {
  it('RULE-01 hands over what the rule selects of a message that a device has sent', async () => {
    const events: RuleEvent[] = []
    const sql =
      "SELECT *, principal() AS principal, clientid() AS client, topic() AS topic, topic(2) AS device, topic(9) AS nothing, timestamp() AS at FROM 'telemetry/+'"
    const { emulator, endpoint, activeDevice } = await openFleet({
      clock: () => now,
      rules: [{ sql, handler: (event) => events.push(event) }],
    })
    const device = await activeDevice('device-1', anything)
    const { client } = await connectMqtt(endpoint, device, 'device-1')
    await client.publishAsync('telemetry/7', '{"celsius":21,"topic":"mine"}', { qos: 1 })
    await client.publishAsync('telemetry/7/more', '{}', { qos: 1 })
    await emulator.settled()
    const said = { principal: device.certificateId, client: 'device-1', topic: 'telemetry/7', device: '7' }
    expect(events).toEqual([{ celsius: 21, ...said, at: now.getTime() }])
    await client.endAsync()
  })

  it('RULE-02 carries any payload in base64, so that nothing in it passes for what AWS says of its sender', async () => {
    const events: RuleEvent[] = []
    const sql = "select encode(*, 'base64') as payload, principal() as principal from 'raw/#'"
    const { emulator, endpoint, activeDevice } = await openFleet({ rules: [{ sql, handler: (e) => events.push(e) }] })
    const device = await activeDevice('device-1', anything)
    const { client } = await connectMqtt(endpoint, device, 'device-1')
    for (const payload of ['{"principal":"forged"}', '\u0000 no JSON']) await client.publishAsync('raw/1', payload)
    await client.endAsync()
    await emulator.settled()
    const { certificateId: principal } = device
    expect(events).toEqual([
      { payload: Buffer.from('{"principal":"forged"}').toString('base64'), principal },
      { payload: Buffer.from('\u0000 no JSON').toString('base64'), principal },
    ])
  })

  it('RULE-03 gets nothing of what a policy has denied', async () => {
    const events: RuleEvent[] = []
    const { emulator, endpoint, activeDevice } = await openFleet({
      rules: [{ sql: "SELECT * FROM '#'", handler: (event) => events.push(event) }],
    })
    const device = await activeDevice('device-1', policyText({ action: 'iot:Connect', on: 'client/*' }))
    const { client, closed } = await connectMqtt(endpoint, device, 'device-1')
    client.publish('telemetry/7', '{}')
    await closed
    await emulator.settled()
    expect(events).toEqual([])
  })

  it('RULE-04 hands over every message as often as it is told to', async () => {
    const messages: RuleMessage[] = []
    const emulator = emptyAccount({
      clock: () => now,
      rules: [{ topicFilter: 'orders/+', deliveries: 2, handler: (message) => messages.push(message) }],
    })
    await emulator.publish('orders/1', 'go')
    await emulator.settled()
    const message = { topic: 'orders/1', payload: Uint8Array.from(Buffer.from('go')), timestamp: now.getTime() }
    const sender = { principal: undefined, clientId: undefined }
    expect(messages).toEqual([
      { ...message, ...sender },
      { ...message, ...sender },
    ])
  })

  it('RULE-05 calls a handler that fails up to twice more', async () => {
    let calls = 0
    const fail = (times: number) => (): void => {
      calls += 1
      if (calls <= times) throw new Error('not now')
    }
    const recovering = emptyAccount({ rules: [{ topicFilter: '#', handler: fail(2) }] })
    await recovering.publish('a')
    await recovering.settled()
    expect(calls).toBe(3)

    calls = 0
    const errors: unknown[] = []
    const failing = emptyAccount({ rules: [{ topicFilter: '#', handler: fail(9) }] })
    failing.on('error', (error) => errors.push(error))
    await failing.publish('a')
    await failing.settled()
    expect(calls).toBe(3)
    expect(errors).toEqual([new Error('not now')])
  })

  it('RULE-06 keeps the errors of handlers from devices', async () => {
    const { emulator, endpoint, activeDevice } = await openFleet({
      rules: [{ sql: "SELECT * FROM 'a'", handler: () => undefined }],
    })
    const errors: unknown[] = []
    emulator.on('error', (error) => errors.push(error))
    const { client } = await connectMqtt(endpoint, await activeDevice('device-1', anything), 'device-1')
    await client.publishAsync('a', 'no JSON', { qos: 1 })
    await client.publishAsync('a', '[1]', { qos: 1 })
    await emulator.settled()
    expect(errors).toEqual([
      expect.any(SyntaxError),
      new TypeError('the rule selects *, and the message on a is no JSON object'),
    ])
    await client.endAsync()
  })

  it('RULE-07 listens to the events of registrations, which have no sender', async () => {
    const events: RuleEvent[] = []
    const sql = "SELECT *, principal() AS principal, clientid() AS client FROM '$aws/events/certificates/registered/+'"
    const { emulator, authority, caCertificateId } = await openFleet({
      rules: [{ sql, handler: (event) => events.push(event) }],
    })
    const { certificatePem } = await authority.issue('device-1')
    emulator.connectDevice(certificatePem, 'device-1')
    await emulator.settled()
    expect(events).toEqual([expect.objectContaining({ caCertificateId, client: 'n/a' })])
    expect(events[0]).not.toHaveProperty('principal')
  })

  it.each([
    ['a condition', "SELECT * FROM 'a' WHERE x > 1", '`WHERE` where the end'],
    ['a member of the payload', "SELECT temperature FROM 'a'", '`FROM` where `(`'],
    ['another function', "SELECT newuuid() AS id FROM 'a'", '`newuuid` where a function'],
    ['another encoding', "SELECT encode(*, 'hex') AS hex FROM 'a'", "`'hex'` where `'base64'`"],
    ['a function without a name', "SELECT principal() FROM 'a'", '`FROM` where `AS`'],
    ['a name twice', "SELECT topic() AS a, principal() AS a FROM 'a'", 'another name than `a`'],
    ['level 0 of the topic', "SELECT topic(0) AS a FROM 'a'", '`0` where a level'],
    ['a filter without quotes', 'SELECT * FROM a', '`a` where a topic filter'],
    ['a filter that is none', "SELECT * FROM 'a/#/b'", 'where a topic filter'],
    ['no filter', 'SELECT *', 'nothing where `FROM`'],
    ['something else', 'DROP TABLE devices', '`DROP` where `SELECT`'],
  ])('RULE-08 refuses SQL that it does not know: %s', (_, sql, said) => {
    expect(() => emptyAccount({ rules: [{ sql, handler: () => undefined }] })).toThrow(
      expect.objectContaining({
        code: 'emulator-rule-unsupported',
        field: 'sql',
        message: expect.stringContaining(said),
      }),
    )
  })

  const handler = (): void => undefined
  it.each([
    ['no list', {}, 'rules'],
    ['neither SQL nor a filter', [{ handler }], 'rules.0'],
    ['both', [{ handler, sql: "SELECT * FROM 'a'", topicFilter: 'a' }], 'rules.0'],
    ['a filter that is none', [{ handler, topicFilter: 'a/b+' }], 'rules.0.topicFilter'],
    ['no handler', [{ topicFilter: 'a' }], 'rules.0.handler'],
    ['no delivery', [{ topicFilter: 'a', handler, deliveries: 0 }], 'rules.0.deliveries'],
    ['an unknown option', [{ topicFilter: 'a', handler, retries: 0 }], 'retries'],
  ])('RULE-09 refuses rules that are none: %s', (_, rules, field) => {
    expect(() => Reflect.apply(emptyAccount, undefined, [{ rules }])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field }),
    )
  })
})
