import { describe, expect, it } from 'vitest'
import { createPlan } from './create-plan.js'
import { ensureThingGroup } from './step/ensure-thing-group.js'

const certificateId = 'ab'.repeat(32)

describe('createPlan', () => {
  it('makes a frozen plan of version 1', () => {
    const steps = [ensureThingGroup({ thingGroupName: 'plant', after: [] })]
    const account = { id: '123456789012', region: 'eu-central-1' }
    const plan = createPlan({ registration: 'sensors', purpose: 'register', account, certificateId, steps })
    expect(JSON.stringify(plan)).toBe(
      `{"version":1,"registration":"sensors","purpose":"register","account":{"id":"123456789012","region":"eu-central-1","partition":"aws"},"certificateId":"${certificateId}","steps":[{"id":"ensure-thing-group:plant","kind":"ensure-thing-group","thingGroupName":"plant","after":[]}]}`,
    )
    expect([plan, plan.account, plan.steps].every(Object.isFrozen)).toBe(true)
  })

  it.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-east-1', 'aws'],
  ])('finds the partition of %s: %s', (region, partition) => {
    const account = { id: '123456789012', region }
    const plan = createPlan({ registration: 'sensors', purpose: 'refuse', account, certificateId, steps: [] })
    expect(plan.account).toEqual({ ...account, partition })
  })

  it('keeps the partition that it is given', () => {
    const account = { id: '123456789012', region: 'eu-central-1', partition: 'aws-cn' } as const
    const plan = createPlan({ registration: 'sensors', purpose: 'refuse', account, certificateId, steps: [] })
    expect(plan.account.partition).toBe('aws-cn')
  })
})
