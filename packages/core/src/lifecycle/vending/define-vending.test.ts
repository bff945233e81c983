import { describe, expect, it } from 'vitest'
import { defineRegistration } from '../../registration/define-registration.js'
import type { Registration } from '../../registration/registration.js'
import { defineVending } from './define-vending.js'

const spec = {
  account: { id: '123456789012', region: 'eu-central-1' },
  registration: 'just-in-time',
  issuer: 'own-ca',
} as const

describe('defineVending', () => {
  it('has defaults for everything that is safe by default', () => {
    expect(defineVending(spec)).toEqual({
      account: { ...spec.account, partition: 'aws' },
      registration: undefined,
      issuer: 'own-ca',
      leaseMilliseconds: 60_000,
      overlapMilliseconds: 86_400_000,
      mostSupersessions: 5,
      attempts: { most: 10, perMilliseconds: 600_000 },
      unsafePlainKeys: false,
      unsafeUnenrolledSealingKeys: false,
    })
  })

  it('takes a registration for all devices, or one for each', () => {
    const of = (name: string): Registration =>
      defineRegistration({ name, ownership: 'off', rules: [], profiles: [{ thing: { name }, policies: [] }] })
    const all = of('all')
    expect(defineVending({ ...spec, registration: all }).registration?.('SN-1')).toBe(all)
    expect(defineVending({ ...spec, registration: of }).registration?.('SN-1').name).toBe('SN-1')
  })

  const refused: readonly (readonly [what: string, changes: object, field: string])[] = [
    ['a misspelt option', { leaseMiliseconds: 1000 }, 'leaseMiliseconds'],
    ['a misspelt limit', { attempts: { mots: 1 } }, 'mots'],
    ['no account', { account: undefined }, 'account'],
    ['an account id of eleven digits', { account: { id: '12345678901', region: 'eu-central-1' } }, 'account'],
    ['no registration', { registration: undefined }, 'registration'],
    ['a registration by name', { registration: 'pumps' }, 'registration'],
    ['no issuer', { issuer: '' }, 'issuer'],
    ['a lease of no length', { leaseMilliseconds: 999 }, 'leaseMilliseconds'],
    ['an endless lease', { leaseMilliseconds: Number.POSITIVE_INFINITY }, 'leaseMilliseconds'],
    ['an overlap of 91 days', { overlapMilliseconds: 91 * 86_400_000 }, 'overlapMilliseconds'],
    ['31 supersessions', { mostSupersessions: 31 }, 'mostSupersessions'],
    ['no attempt at all', { attempts: { most: 0 } }, 'attempts.most'],
    ['a window of half a second', { attempts: { perMilliseconds: 500 } }, 'attempts.perMilliseconds'],
    ['something like yes', { unsafePlainKeys: 'yes' }, 'unsafePlainKeys'],
  ]

  it.each(refused)('refuses %s', (_, changes, field) => {
    expect(() => defineVending(Object.assign({ ...spec }, changes))).toThrow(
      expect.objectContaining({ code: 'lifecycle-option', field }),
    )
  })
})
