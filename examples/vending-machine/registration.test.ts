import { type Decision, decide } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { pumps, serialNumberOf, subject } from './registration.js'

const judge = (CN: string): Decision => decide(pumps, factsFixture({ subject: { CN } }))

describe('a pump', () => {
  it('becomes a thing that is called after its serial number', () => {
    const decision = judge(subject('P1001').CN)
    if (decision.verdict !== 'accept') throw new Error(decision.verdict)
    const thing = decision.plan.steps.find((step) => step.kind === 'ensure-thing')
    expect(thing).toMatchObject({ thingName: 'pump-P1001' })
  })

  it('is found again by the name of its thing', () => {
    expect(serialNumberOf('pump-P1001')).toBe('P1001')
    expect(serialNumberOf('pump-P1001/x')).toBeUndefined()
    expect(serialNumberOf('iotconsole-1')).toBeUndefined()
  })
})

it.each(['AWS IoT Certificate', 'P1', 'P1001 ', 'pump'])('whose certificate says `%s` is none', (name) => {
  expect(judge(name).verdict).toBe('reject')
})
