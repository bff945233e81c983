import { describe, expect, it } from 'vitest'
import { planFixture } from '../testing/plan-fixture.js'
import { estimate } from './estimate.js'
import { explainEstimate } from './explain-estimate.js'

describe('explainEstimate', () => {
  it('tells how long, what for, and which quotas to have raised', () => {
    expect(explainEstimate(estimate(planFixture(), { devices: 1_000_000 }))).toBe(
      `1,000,000 devices: 27.8 hours, 10 a second, bound by the quota of DescribeCertificate and UpdateCertificate

operation             a device     in all  a second         alone   used
DescribeCertificate          1  1,000,000        10    27.8 hours  100 %
UpdateCertificate            1  1,000,000        10    27.8 hours  100 %
AttachPolicy                 1  1,000,000        15    18.5 hours   67 %
CreateThing                  1  1,000,001       100     2.8 hours   10 %
AttachThingPrincipal         1  1,000,000       100     2.8 hours   10 %
GetPolicy                    0          2        10   0.2 seconds    0 %
CreatePolicy                 0          1        10   0.1 seconds    0 %
CreateThingType              0          1        15  0.07 seconds    0 %

with quotas of
  DescribeCertificate 15, UpdateCertificate 15: 18.5 hours, then bound by AttachPolicy
  AttachPolicy 100, DescribeCertificate 100, UpdateCertificate 100: 2.8 hours, then bound by AttachThingPrincipal, CreateThing`,
    )
  })

  const firstLine = (...input: Parameters<typeof estimate>): string =>
    explainEstimate(estimate(...input)).replace(/\n[\s\S]*/, '')

  it.each<[string, Parameters<typeof estimate>, string]>([
    ['seconds', [planFixture(), { devices: 100 }], '100 devices: 10 seconds, 10 a second, bound by'],
    ['minutes', [planFixture(), { devices: 6000 }], '6,000 devices: 10.0 minutes, 10 a second, bound by'],
    ['days', [planFixture(), { devices: 2_592_000 }], '2,592,000 devices: 3.0 days, 10 a second, bound by'],
    ['no end', [planFixture(), { devices: 1, knocksPerSecond: 10 }], '1 device: for ever, bound by the quota of Desc'],
    [
      'an arrival',
      [planFixture(), { devices: 10, arrivalSeconds: 60 }],
      '10 devices: 60 seconds, 0.17 a second, bound by the arrival',
    ],
    ['nothing to do', [{ ...planFixture(), steps: [] }, { devices: 10 }], '10 devices: 0 seconds, without a call'],
  ])('says %s as a person would', (_, input, line) => {
    expect(firstLine(...input).slice(0, line.length)).toBe(line)
  })

  it('marks a quota that is a guess', () => {
    const steps = [{ id: 'delete-policy:p', kind: 'delete-policy', policyName: 'p', after: [] } as const]
    const lines = explainEstimate(estimate({ ...planFixture(), steps }, { devices: 10 })).split('\n')
    expect(lines.find((line) => line.startsWith('ListPolicyVersions'))).toContain(' 10? ')
  })
})
