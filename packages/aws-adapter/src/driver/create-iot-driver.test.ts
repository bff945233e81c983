import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../fixtures/mock-client.js'
import { contextOf, stepOf } from '../fixtures/step-of.js'
import { createIotDriver, type IotDriverOptions } from './create-iot-driver.js'

const create = (options: object): unknown => createIotDriver(options as IotDriverOptions)

describe('createIotDriver', () => {
  const { client } = mockIot()

  it.each([
    ['an option that does not exist', { client, statusFreshnesMs: 1 }, 'statusFreshnesMs'],
    ['a client without send', { client: {} }, 'client'],
    ['no client', {}, 'client'],
    ['a freshness out of its range', { client, statusFreshnessMs: 60_001 }, 'statusFreshnessMs'],
    ['a freshness that is no whole number', { client, statusFreshnessMs: 0.5 }, 'statusFreshnessMs'],
    ['a clock that is none', { client, clock: new Date(0) }, 'clock'],
    ['a way with drift that does not exist', { client, onPolicyDrift: 'ignore' }, 'onPolicyDrift'],
  ])('refuses %s', (_what, options, field) => {
    expect(() => create(options)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })

  it('names the option that was meant', () => {
    expect(() => create({ client, statusFreshnesMs: 1 })).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('statusFreshnessMs') }),
    )
  })

  it('takes types and groups for granted, at no call', async () => {
    const iot = mockIot()
    const driver = createIotDriver({ client: iot.client })
    const plan = planFixture({ thingGroupName: 'north', billingGroupName: 'bills' })
    for (const kind of ['ensure-thing-type', 'ensure-thing-group', 'ensure-billing-group'] as const) {
      await expect(driver.perform(stepOf(plan, kind), contextOf(plan))).resolves.toEqual({ outcome: 'assumed' })
    }
    expect(iot.sent()).toEqual([])
  })
})
