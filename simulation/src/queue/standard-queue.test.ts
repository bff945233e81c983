import { describe, expect, it } from 'vitest'
import { MessageRing } from './message-ring.js'
import { StandardQueue } from './standard-queue.js'

const queueOf = (devices: number): StandardQueue => {
  const queue = new StandardQueue({ visibilityTimeoutMs: 1000, maxReceiveCount: 2 }, 1)
  for (let device = 0; device < devices; device += 1) queue.send(device, device)
  return queue
}

const devicesIn = (messages: readonly { readonly device: number }[]): readonly number[] =>
  messages.map(({ device }) => device)

describe('a standard queue', () => {
  it('delivers every message at least once, some twice, and keeps the order almost', () => {
    const delivered = devicesIn(queueOf(20_000).receive(30_000, 0))
    expect(new Set(delivered).size).toBe(20_000)
    expect(delivered.length).toBeGreaterThan(20_000)
    expect(delivered.length).toBeLessThan(20_100)
    const farthest = Math.max(...delivered.map((device, index) => Math.abs(device - index)))
    expect(farthest).toBeGreaterThan(0)
    expect(farthest).toBeLessThan(10_000)
  })

  it('shows a message again after its visibility timeout, and puts it aside once too often', () => {
    const queue = queueOf(1)
    for (const receivedAt of [0, 1000]) {
      const [message, ...others] = queue.receive(10, receivedAt)
      expect([message?.device, message?.receives, others]).toEqual([0, receivedAt / 1000 + 1, []])
      if (message !== undefined) queue.leave(message, receivedAt)
      expect(queue.receive(10, receivedAt + 999)).toEqual([])
    }
    expect([queue.depth, queue.deadLetters, queue.receives]).toEqual([0, 1, 2])
  })

  it('forgets what is deleted', () => {
    const queue = queueOf(3)
    for (const message of queue.receive(2, 0)) queue.delete(message)
    expect(queue.depth).toBe(1)
    expect(queue.nextAt(7)).toBe(7)
  })
})

describe('a ring of messages', () => {
  it('grows, and goes round', () => {
    const ring = new MessageRing()
    const expected: number[] = []
    let sent = 0
    for (let round = 0; round < 5; round += 1) {
      for (let more = 0; more < 1000; more += 1) {
        ring.push(sent, sent + 1)
        expected.push(sent)
        sent += 1
      }
      for (let fewer = 0; fewer < 400; fewer += 1) expect(ring.shift()?.[0]).toBe(expected.shift())
    }
    expect(ring.size).toBe(3000)
    ring.swapFirst(2)
    const [first, second, third] = expected
    expect([ring.shift(), ring.shift(), ring.shift()].map((message) => message?.[0])).toEqual([third, second, first])
  })
})
