import { expect, it, vi } from 'vitest'
import { createMemoryGauge } from './memory.js'
import { scenarios } from './scenario/scenario.js'
import { simulate } from './simulate.js'
import { World } from './world.js'

// A run takes seconds, and more where others run beside it.
vi.setConfig({ testTimeout: 120_000 })

it('keeps at most 200 bytes of a device, heap and typed arrays together', async () => {
  const devices = 200_000
  const memory = createMemoryGauge()
  const world = new World({ scenario: scenarios['all-at-once'], devices, seed: 1, isPaced: true })
  // Half of a day: almost everybody has knocked several times, and nobody is registered.
  await world.clock.advance((86_400_000 / 2) * (devices / 1_000_000))
  world.catchUp()
  memory.look()
  expect(world.queue.depth).toBeGreaterThan(5 * devices)
  expect(world.bytes / devices).toBeGreaterThan(50)
  expect(memory.mostBytes / devices).toBeLessThan(200)
  expect(memory.mostBytes).toBeGreaterThan(world.bytes * 0.9)
})

it('keeps objects of those messages only that are in flight or have come back', async () => {
  const devices = 500
  const bytes: number[] = []
  await simulate({ scenario: scenarios['all-at-once'], devices, seed: 1, isPaced: true }, (progress) => {
    expect(progress.received).toBeLessThan(100)
    bytes.push(progress.bytes / devices)
  })
  expect(Math.max(...bytes)).toBeLessThan(200)
})
