import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planFixture } from '../testing/plan-fixture.js'
import { estimate } from './estimate.js'
import { type QueueSettingsOptions, queueSettings } from './queue-settings.js'
import type { Quotas } from './quotas.js'

const settingsOf = (devices: number, quotas: Quotas = {}, options: QueueSettingsOptions = {}) =>
  queueSettings(estimate(planFixture(), { devices }, quotas), options)

const valuesOf = (settings: ReturnType<typeof queueSettings>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]))

/** Every quota so many times the default. */
const raised = (calls: number): Quotas => ({
  AttachPolicy: calls,
  AttachThingPrincipal: calls,
  CreateThing: calls,
  DescribeCertificate: calls,
  UpdateCertificate: calls,
})

describe('queueSettings', () => {
  it('of a million devices at the default quotas', () => {
    expect(valuesOf(settingsOf(1_000_000))).toEqual({
      maximumConcurrency: 2,
      reservedConcurrency: 2,
      share: 0.5,
      batchSize: 10,
      batchWindow: 0,
      functionTimeout: 30,
      visibilityTimeout: 180,
      messageRetention: 4 * 86_400,
      maxReceiveCount: 30,
      deadLetterRetention: 14 * 86_400,
    })
  })

  it.each<[string, ReturnType<typeof queueSettings>, Readonly<Record<string, number>>]>([
    ['more functions for higher quotas', settingsOf(1_000_000, raised(100)), { maximumConcurrency: 10, share: 0.1 }],
    ['more for slower calls', settingsOf(1_000_000, {}, { roundTripMs: 1000 }), { maximumConcurrency: 10 }],
    [
      'fewer where each does more at once',
      settingsOf(1_000_000, raised(100), { concurrency: 64 }),
      { maximumConcurrency: 2 },
    ],
    ['no more than Lambda takes', settingsOf(1_000_000, raised(1_000_000)), { maximumConcurrency: 1000 }],
    [
      'more time for a batch at a low quota',
      settingsOf(1_000_000, { UpdateCertificate: 1 }),
      { functionTimeout: 46, visibilityTimeout: 276 },
    ],
    [
      'smaller batches at a very low one',
      settingsOf(1000, { UpdateCertificate: 0.01 }),
      { batchSize: 1, functionTimeout: 406 },
    ],
    ['a queue that keeps what takes long', settingsOf(4_000_000), { messageRetention: 10 * 86_400 }],
    [
      'more receives for a longer outage',
      settingsOf(1_000_000, {}, { outageSeconds: 86_400 }),
      { maxReceiveCount: 490 },
    ],
    ['fewer without one', settingsOf(1_000_000, {}, { outageSeconds: 0, returnedPart: 0 }), { maxReceiveCount: 3 }],
  ])('gives %s', (_, settings, values) => {
    expect(valuesOf(settings)).toMatchObject(values)
  })

  it('says so where the queue cannot keep the messages as long as the fleet takes', () => {
    const { messageRetention } = settingsOf(100_000_000)
    expect(messageRetention.value).toBe(13 * 86_400)
    expect(messageRetention.reason).toContain('devices would be lost')
  })

  it('does not depend on how slowly the devices come: a power cut brings them all at once', () => {
    const slow = estimate(planFixture(), { devices: 1_000_000, arrivalSeconds: 31_536_000 })
    const { maximumConcurrency, functionTimeout } = queueSettings(slow)
    expect([maximumConcurrency.value, functionTimeout.value]).toEqual([2, 30])
  })

  it('leaves receives, of which a part is for nothing, for every device', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        (devices, part) => {
          const { maxReceiveCount } = settingsOf(devices, {}, { returnedPart: part, outageSeconds: 0 })
          const lost = devices * part ** (maxReceiveCount.value - 3)
          expect(lost).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('stays in what AWS takes, whatever the fleet', () => {
    const quota = fc.double({ min: 0.001, max: 1_000_000, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), quota, (devices, UpdateCertificate) => {
        const settings = valuesOf(settingsOf(devices, { ...raised(1_000_000), UpdateCertificate }))
        expect(settings).toMatchObject({ batchWindow: 0, deadLetterRetention: 1_209_600 })
        const range = (name: string, least: number, most: number): void => {
          expect(settings[name]).toBeGreaterThanOrEqual(least)
          expect(settings[name]).toBeLessThanOrEqual(most)
        }
        range('maximumConcurrency', 2, 1000)
        range('batchSize', 1, 10)
        range('functionTimeout', 30, 900)
        range('visibilityTimeout', 6 * (settings['functionTimeout'] ?? 0), 43_200)
        range('messageRetention', 345_600, 1_123_200)
        range('maxReceiveCount', 5, 1000)
      }),
      { numRuns: 200 },
    )
  })

  it('gives each a reason, and is frozen', () => {
    const settings = settingsOf(1_000_000)
    for (const { reason } of Object.values(settings)) expect(reason).toMatch(/^[a-z0-9].{20,}[^.]$/)
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.share)).toBe(true)
  })

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['roundTripMs', { roundTripMs: 0 }],
    ['concurrency', { concurrency: 65 }],
    ['outageSeconds', { outageSeconds: -1 }],
    ['returnedPart', { returnedPart: 1 }],
    ['timeout', { timeout: 30 }],
  ])('refuses %s: %j', (field, options) => {
    expect(() => settingsOf(1000, {}, options)).toThrow(expect.objectContaining({ code: 'capacity-option', field }))
  })
})
