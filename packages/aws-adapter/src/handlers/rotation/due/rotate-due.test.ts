import { allowRotation } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { day, type Fleet, fleetOf, start } from '../../../fixtures/rotation-fleet.js'
import { rotationScene } from '../../../fixtures/rotation-scene.js'
import { createMemoryRotationStore } from '../../../stores/memory-rotation-store.js'
import type { RotationHandlerOutcome } from '../rotation-outcome.js'
import { dueByExpiry, dueByRecord } from './due-by-expiry.js'
import type { DueDevice } from './due-device.js'
import { rotateDue } from './rotate-due.js'
import type { RotateDueOptions } from './rotate-due-options.js'

const kinds = ({ progress }: Fleet): string[] => progress.map(({ kind }) => kind).filter((kind) => kind !== 'device')

describe('rotateDue', () => {
  it('says how long it will take before it begins, and no sooner begins a device than the quotas allow', async () => {
    const fleet = fleetOf(9)
    const run = await rotateDue(fleet.options)
    expect(fleet.progress[0]).toEqual({ kind: 'estimated', estimate: run.estimate })
    expect(run).toMatchObject({ status: 'completed', offered: 9, failed: 0, estimate: { devices: 9, seconds: 2.25 } })
    expect(fleet.offers.map(({ at }) => at)).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000])
    expect(fleet.offers[0]?.message).toEqual({
      kind: 'offer',
      job: { id: 'renewal-2026', deadline: start + 30 * day },
    })
    expect(kinds(fleet)).toEqual(['estimated', 'wave-begun', 'wave-ended'])
  })

  it('begins a share first, lets it rest, and takes every device once', async () => {
    const fleet = fleetOf(1000, { waves: [{ percent: 10, pauseSeconds: 3600 }, { percent: 50 }, {}] })
    const { estimate } = await rotateDue(fleet.options)
    const [first = 0, second = 0] = estimate.waves.map(({ devices }) => devices)
    expect(first).toBeGreaterThan(60)
    expect(first).toBeLessThan(140)
    expect(first + second).toBeGreaterThan(440)
    expect(new Set(fleet.offers.map(({ device }) => device)).size).toBe(1000)
    expect(fleet.offers).toHaveLength(1000)
    expect((fleet.offers[first]?.at ?? 0) - (fleet.offers[first - 1]?.at ?? 0)).toBeGreaterThanOrEqual(3_600_000)
  })

  it('begins group by group, at the pace of each', async () => {
    const fleet = fleetOf(40, {
      waves: [{ groups: ['south'], percent: 50 }, { groups: ['south'] }, { groups: ['north'], perMinute: 60 }],
    })
    const run = await rotateDue(fleet.options)
    const numbers = fleet.offers.map(({ device }) => Number(device.slice(3)))
    expect(numbers.map((number) => number % 2)).toEqual([...Array(20).fill(1), ...Array(20).fill(0)])
    expect(run.estimate.waves[2]).toMatchObject({ devices: 20, seconds: 20 })
  })

  it('leaves devices that no wave takes', async () => {
    const fleet = fleetOf(10, { waves: [{ groups: ['north'] }] })
    expect(await rotateDue(fleet.options)).toMatchObject({ offered: 5, estimate: { devices: 5 } })
  })

  it('begins nothing where somebody says no to the estimate, or to the next wave', async () => {
    const fleet = fleetOf(100, { waves: [{ percent: 10 }, {}], mayBegin: (wave) => wave === 0 })
    const run = await rotateDue(fleet.options)
    expect(run.status).toBe('declined')
    expect(run.offered).toBe(run.estimate.waves[0]?.devices)
    const none = fleetOf(100, { mayBegin: () => false })
    expect(await rotateDue(none.options)).toMatchObject({ status: 'declined', offered: 0 })
    expect(none.offers).toEqual([])
  })

  it('begins nothing whose deadline would pass before the last device is begun', async () => {
    const fleet = fleetOf(100, { deadline: new Date(start + 25_000) })
    await expect(rotateDue(fleet.options)).rejects.toMatchObject({ code: 'adapter-option', field: 'deadline' })
    expect(fleet.offers).toEqual([])
  })

  it('pauses, and goes on', async () => {
    let isPaused = false
    const fleet = fleetOf(12, { isPaused: () => isPaused, concurrency: 1 })
    const { options, now } = fleet
    const run = await rotateDue({
      ...options,
      rotations: {
        tell: (device, message) => {
          if (device === 'SN-4') isPaused = true
          return options.rotations.tell(device, message)
        },
      },
      sleep: async (ms) => {
        if (isPaused && now() - start > 60_000) isPaused = false
        await options.sleep?.(ms)
      },
    })
    expect(run).toMatchObject({ status: 'completed', offered: 12 })
    expect(kinds(fleet)).toEqual(['estimated', 'wave-begun', 'paused', 'continued', 'wave-ended'])
    expect(fleet.offers.at(-1)?.at).toBeGreaterThan(60_000)
  })

  it('ends when it is told to, also during a pause, and goes on when it is run again', async () => {
    const abort = new AbortController()
    const fleet = fleetOf(20, { signal: abort.signal, concurrency: 1 })
    const { options } = fleet
    const run = await rotateDue({
      ...options,
      rotations: {
        tell: (device, message) => {
          if (device === 'SN-7') abort.abort()
          return options.rotations.tell(device, message)
        },
      },
    })
    expect(run).toMatchObject({ status: 'aborted', offered: 8 })
    const paused = fleetOf(20, { isPaused: () => true, signal: AbortSignal.abort() })
    expect(await rotateDue(paused.options)).toMatchObject({ status: 'aborted', offered: 0 })
  })

  it('ends itself when too many devices fail', async () => {
    const failed: RotationHandlerOutcome = {
      kind: 'failed',
      reason: 'store-failed',
      message: 'down',
      retryable: true,
      code: 'store-failed',
      remedy: 'wait',
      decisions: [],
    }
    const fleet = fleetOf(100, { rotations: { tell: async () => failed }, mostFailures: 3, concurrency: 1 })
    expect(await rotateDue(fleet.options)).toMatchObject({ status: 'failing', failed: 4 })
  })

  it('holds no more devices than are worked on, however many there are', async () => {
    let read = 0
    let most = 0
    const fleet = fleetOf(5_000, { concurrency: 4, quotas: {} })
    const { options, offers } = fleet
    await rotateDue({
      ...options,
      due: async function* () {
        read = 0
        for await (const device of options.due()) {
          read += 1
          if (offers.length > 0) most = Math.max(most, read - offers.length)
          yield device
        }
      },
    })
    expect(offers).toHaveLength(5_000)
    expect(most).toBeLessThanOrEqual(5)
  })

  it.each<[string, Partial<RotateDueOptions> | object, string]>([
    ['a run without a name', { run: '' }, 'run'],
    ['a short secret', { nonceSecret: new Uint8Array(8) }, 'nonceSecret'],
    ['no waves', { waves: [] }, 'waves'],
    ['a share of nothing', { waves: [{ percent: 0 }] }, 'waves[0].percent'],
    ['an unknown wave option', { waves: [{ percentage: 1 }] }, 'percentage'],
    ['no date', { deadline: 'tomorrow' }, 'deadline'],
    ['an unknown option', { quotaShare: 1 }, 'quotaShare'],
  ])('refuses %s', async (_what, options, field) => {
    const fleet = fleetOf(1)
    await expect(rotateDue({ ...fleet.options, ...options })).rejects.toMatchObject({ code: 'adapter-option', field })
  })
})

describe('who is due', () => {
  it('by an expiry report', async () => {
    const certificateId = 'ab'.repeat(32)
    const line = {
      kind: 'device',
      outcome: 'known',
      certificateId,
      status: 'ACTIVE',
      notAfter: new Date(),
      daysLeft: 3,
    } as const
    const authority = { ...line, kind: 'authority' } as const
    const foreign = { ...line, certificateId: 'cd'.repeat(32) }
    const found: DueDevice[] = []
    const deviceOf = (known: { readonly certificateId: string }): DueDevice | undefined =>
      known.certificateId === certificateId ? { device: '1', thingName: 'sensor-1' } : undefined
    for await (const due of dueByExpiry([line, authority, foreign], deviceOf)) found.push(due)
    expect(found).toEqual([{ device: '1', thingName: 'sensor-1' }])
  })

  it('by the records, which carry the handler’s own offers to an end', async () => {
    const scene = await rotationScene()
    await scene.handler.tell('1234', { kind: 'cancel' })
    await scene.store.write({ record: allowRotation({ device: 'new', thingName: 'new' }), expects: { version: 0 } })
    const due = () => dueByRecord(scene.store.list(), new Date('2100-01-01'))
    const options = {
      rotations: scene.handler,
      due,
      run: 'renewal',
      deadline: new Date('2090-01-01'),
      sleep: async () => {},
    }
    expect(await rotateDue(options)).toMatchObject({ status: 'completed', offered: 1, refused: 0 })
    expect(await rotateDue(options)).toMatchObject({ offered: 1 })
    await scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))
    expect(await rotateDue(options)).toMatchObject({ offered: 0, begun: 1 })
  })

  it('leaves those whose certificates last longer', async () => {
    const scene = await rotationScene()
    const found: DueDevice[] = []
    for await (const due of dueByRecord(scene.store.list(), new Date('2026-01-01'))) found.push(due)
    for await (const due of dueByRecord(createMemoryRotationStore().list(), new Date())) found.push(due)
    expect(found).toEqual([])
  })
})
