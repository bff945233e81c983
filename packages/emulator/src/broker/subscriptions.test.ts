import { Duplex } from 'node:stream'
import { Aedes, type Client } from 'aedes'
import { afterAll, describe, expect, it } from 'vitest'
import { Subscriptions } from './subscriptions.js'

const broker = new Aedes()
afterAll(() => broker.close())

const connection = (): Client => broker.handle(new Duplex({ read() {}, write() {} }))

describe('what a connection has subscribed to (MQTT 3.1.1 section 4.7)', () => {
  it.each([
    ['a/b', 'a/b', 1],
    ['a/+', 'a/b', 1],
    ['a/#', 'a/b/c', 1],
    ['a/b/#', 'a/b', 1],
    ['#', 'a/b', 1],
    ['+/+', 'a/b', 1],
    ['a/+', 'a/b/c', undefined],
    ['a/b', 'a', undefined],
    ['a/b/#', 'a', undefined],
    ['a/c/#', 'a/b/c', undefined],
    ['#', '$aws/a', undefined],
    ['+/a', '$aws/a', undefined],
    ['$aws/+', '$aws/a', 1],
  ])('%s, and a message on %s: %s', (topicFilter, topic, qos) => {
    const subscriptions = new Subscriptions()
    const client = connection()
    subscriptions.add(client, topicFilter, 1)
    expect(subscriptions.qosOf(client, topic)).toBe(qos)
    expect(subscriptions.qosOf(connection(), topic)).toBeUndefined()
    subscriptions.remove(client, [topicFilter])
    expect(subscriptions.qosOf(client, topic)).toBeUndefined()
  })

  it('has the best quality of service of all that match', () => {
    const subscriptions = new Subscriptions()
    const client = connection()
    subscriptions.add(client, 'a/b', 0)
    subscriptions.add(client, 'a/+', 1)
    expect(subscriptions.qosOf(client, 'a/b')).toBe(1)
    subscriptions.add(client, 'a/+', 0)
    expect(subscriptions.qosOf(client, 'a/b')).toBe(0)
  })
})
