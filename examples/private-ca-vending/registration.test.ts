import { type Decision, decide } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { expect, it } from 'vitest'
import { lamps, serialNumberOf, subject } from './registration.js'

const judge = (fixture: Readonly<Record<string, string>>): Decision => decide(lamps, factsFixture({ subject: fixture }))

it('makes a lamp a thing that is called after its serial number', () => {
  const decision = judge(subject('L1001'))
  expect(decision.verdict === 'accept' && decision.plan.steps).toContainEqual(
    expect.objectContaining({ kind: 'ensure-thing', thingName: 'lamp-L1001' }),
  )
  expect(serialNumberOf('lamp-L1001')).toBe('L1001')
  expect(serialNumberOf('lamp-L1001-2')).toBeUndefined()
})

it.each([{ O: 'Acme Lamps', CN: 'L1' }, { O: 'Others', CN: 'L1001' }, { CN: 'L1001' }])(
  'refuses a certificate of %j',
  (other) => {
    expect(judge(other).verdict).toBe('reject')
  },
)
