import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallError } from '../../error/call-error.js'
import { awsError } from '../../fixtures/aws-error.js'
import type { ExpiryLine, KnownExpiry } from './expiry-line.js'
import { soonestExpiry } from './soonest-expiry.js'

const line = (daysLeft: number, certificateId = ''): KnownExpiry => ({
  outcome: 'known',
  kind: 'device',
  certificateId,
  status: 'ACTIVE',
  notAfter: new Date(daysLeft * 86_400_000),
  daysLeft,
})

const unknown: ExpiryLine = {
  outcome: 'unknown',
  kind: 'device',
  certificateId: '',
  status: 'ACTIVE',
  error: new CallError('DescribeCertificate', {}, awsError('ThrottlingException')),
}

describe('soonestExpiry', () => {
  it('is what sorting everything would find', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -50, max: 50 })),
        fc.integer({ min: 1, max: 20 }),
        async (days, count) => {
          const lines = days.map((left, index) => line(left, String(index)))
          const { soonest } = await soonestExpiry(lines, count)
          const sorted = [...lines].sort((first, second) => first.daysLeft - second.daysLeft)
          expect(soonest).toEqual(sorted.slice(0, count))
        },
      ),
    )
  })

  it('counts what is not known', async () => {
    expect(await soonestExpiry([unknown, line(3), unknown])).toEqual({ soonest: [line(3)], unknown: 2 })
  })

  it.each([0, 10_001, 1.5])('refuses a count of %d', async (count) => {
    await expect(soonestExpiry([], count)).rejects.toMatchObject({ code: 'adapter-option', field: 'count' })
  })
})
