import { Duplex } from 'node:stream'
import { Aedes, type Client } from 'aedes'
import { afterAll, describe, expect, it } from 'vitest'
import { Subscriptions } from './subscriptions.js'

const broker = new Aedes()
afterAll(() => broker.close())

const connection = (): Client => broker.handle(new Duplex({ read() {}, write() {} }))

describe('what a connection has subscribed to (MQTT 3.1.1 section 4.7)', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/+', 'a/b', true],
    ['a/#', 'a/b/c', true],
    ['a/b/#', 'a/b', true],
    ['#', 'a/b', true],
    ['+/+', 'a/b', true],
    ['a/+', 'a/b/c', false],
    ['a/b', 'a', false],
    ['a/b/#', 'a', false],
    ['a/c/#', 'a/b/c', false],
    ['#', '$aws/a', false],
    ['+/a', '$aws/a', false],
    ['$aws/+', '$aws/a', true],
  ])('%s, and a message on %s: %s', (topicFilter, topic, heard) => {
    const subscriptions = new Subscriptions()
    const client = connection()
    subscriptions.add(client, topicFilter)
    expect(subscriptions.hears(client, topic)).toBe(heard)
    expect(subscriptions.hears(connection(), topic)).toBe(false)
    subscriptions.remove(client, [topicFilter])
    expect(subscriptions.hears(client, topic)).toBe(false)
  })
})
