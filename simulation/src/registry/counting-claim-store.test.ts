import { createVirtualClock } from '@thingplan/emulator'
import { expect, it } from 'vitest'
import { certificateIdOf } from '../fleet/device-certificate.js'
import { Fleet } from '../fleet/fleet.js'
import { CountingClaimStore } from './counting-claim-store.js'

const id = certificateIdOf(0)

it('claims, settles and releases as the store in DynamoDB does', async () => {
  const clock = createVirtualClock({ start: new Date('2026-06-01T00:00:00Z') })
  const fleet = new Fleet(1)
  fleet.knock(0, 0, 100)
  const store = new CountingClaimStore(fleet, clock, 1)
  const during = async <Value>(working: Promise<Value>): Promise<Value> => {
    await clock.run()
    return working
  }
  await clock.advance(1000)
  const published = clock.now().getTime()
  const first = await during(store.claim(id, published))
  expect(first.state).toBe('claimed')
  expect(await during(store.claim(id, published))).toEqual({ state: 'held' })
  const token = 'token' in first ? first.token : ''
  await during(store.release(id, token))
  const second = await during(store.claim(id, published))
  await during(store.settle(id, token))
  expect(await during(store.claim(id, published))).toEqual({ state: 'held' })
  await during(store.settle(id, 'token' in second ? second.token : ''))
  await clock.advance(86_400_000)
  expect(await during(store.claim(id, published))).toEqual({ state: 'settled', outcome: 'registered' })
  expect((await during(store.claim(id, clock.now().getTime()))).state).toBe('claimed')
  await clock.advance(60_000)
  expect((await during(store.claim(id, clock.now().getTime()))).state).toBe('claimed')
})
