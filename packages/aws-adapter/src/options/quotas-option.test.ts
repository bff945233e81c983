import { defaultQuotas } from '@thingplan/core/capacity'
import { describe, expect, it } from 'vitest'
import { quotasOption } from './quotas-option.js'

describe('the quotas of an account', () => {
  it('are the defaults of AWS IoT', () => {
    const quotaOf = quotasOption()
    for (const [operation, perSecond] of Object.entries(defaultQuotas)) expect(quotaOf(operation)).toBe(perSecond)
  })

  it('may be others, of whichever operation', () => {
    const quotaOf = quotasOption({ UpdateCertificate: 50, CreateThing: 0.5 })
    expect([quotaOf('UpdateCertificate'), quotaOf('CreateThing'), quotaOf('AttachPolicy')]).toEqual([50, 0.5, 15])
  })

  it('count as ten where nothing is documented', () => expect(quotasOption()('DescribeNothing')).toBe(10))

  it('are the defaults where one is left undefined', () => {
    expect(quotasOption({ UpdateCertificate: undefined } as never)('UpdateCertificate')).toBe(10)
  })

  it.each([0.001, 1_000_000])('may be %d', (perSecond) => {
    expect(quotasOption({ UpdateCertificate: perSecond })('UpdateCertificate')).toBe(perSecond)
  })

  it.each([0, 0.0009, 5e-324, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY, -1, '10', null])(
    'are not %s',
    (perSecond) => {
      expect(() => quotasOption({ UpdateCertificate: perSecond } as never)).toThrow(
        expect.objectContaining({
          code: 'adapter-option',
          field: 'quotas.UpdateCertificate',
          remedy: 'give a number from 0.001 to 1000000',
        }),
      )
    },
  )

  it('are not of an operation that does not exist', () => {
    expect(() => quotasOption({ UpdateCertificat: 10 })).toThrow(
      expect.objectContaining({ code: 'adapter-option', remedy: 'did you mean `UpdateCertificate`' }),
    )
  })
})
