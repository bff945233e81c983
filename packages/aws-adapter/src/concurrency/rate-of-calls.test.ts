import { describe, expect, it } from 'vitest'
import { type QuotaPart, rateOfCalls } from './rate-of-calls.js'

describe('how fast calls can be made', () => {
  it.each<[title: string, calls: Readonly<Record<string, number>>, part: QuotaPart, perSecond: number, by: string]>([
    ['one call, 80 % of its quota', { UpdateCertificate: 1 }, {}, 8, 'UpdateCertificate'],
    ['two calls each', { UpdateCertificate: 2 }, {}, 4, 'UpdateCertificate'],
    ['a part of the quota', { UpdateCertificate: 1 }, { quotaPercent: 50 }, 5, 'UpdateCertificate'],
    ['a quota of its own', { UpdateCertificate: 1 }, { quotas: { UpdateCertificate: 100 } }, 80, 'UpdateCertificate'],
    ['the slowest of several', { CreateThing: 1, AttachPolicy: 2, UpdateCertificate: 1 }, {}, 6, 'AttachPolicy'],
    ['the first of equals', { UpdateCertificate: 1, DescribeCertificate: 1 }, {}, 8, 'UpdateCertificate'],
    ['what is not called holds nothing up', { CreateThing: 1, UpdateCertificate: 0 }, {}, 80, 'CreateThing'],
  ])('%s', (_, calls, part, perSecond, limitedBy) => {
    expect(rateOfCalls(calls, part)).toEqual({ perSecond, limitedBy })
  })

  it.each([{}, { UpdateCertificate: 0 }])('nothing is called: %j', (calls) => {
    expect(() => rateOfCalls(calls, {})).toThrow(expect.objectContaining({ code: 'adapter-option', field: 'quotas' }))
  })

  it.each([0, 101, 0.5])('not with %d percent', (quotaPercent) => {
    expect(() => rateOfCalls({ UpdateCertificate: 1 }, { quotaPercent })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'quotaPercent' }),
    )
  })
})
