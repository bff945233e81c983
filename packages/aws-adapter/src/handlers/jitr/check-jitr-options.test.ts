import { askVerifier, issuedBy, type Registration } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrHandlerOptions } from './jitr-options.js'

const all = registrationOf('all')
const asking = registrationOf('asking', askVerifier('inventory'))
const ofCa = (name: string): Registration => registrationOf(name, issuedBy({ caCertificateIds: ['1'.repeat(64)] }))

describe('createJitrHandler refuses', () => {
  const { client } = mockIot()
  const right = { registration: all, client }

  it.each([
    ['an option that does not exist', { ...right, verifier: {} }, 'verifier'],
    ['no options', undefined, 'options'],
    ['no registration', { client }, 'registration'],
    ['an empty list of registrations', { ...right, registration: [] }, 'registration'],
    ['a registration that is none', { ...right, registration: { name: 'x' } }, 'registration'],
    ['no client', { registration: all }, 'client'],
    ['a verifier without a source', { ...right, registration: asking }, 'verifiers'],
    [
      'a source that is none',
      { ...right, registration: asking, verifiers: { inventory: 'arn' } },
      'verifiers.inventory',
    ],
    ['verifiers that are none', { ...right, verifiers: null }, 'verifiers'],
    ['two registrations for one CA', { ...right, registration: [ofCa('a'), ofCa('b')] }, 'registration'],
    [
      'two registrations for every CA',
      { ...right, registration: [all, asking], verifiers: { inventory: () => {} } },
      'registration',
    ],
    ['a driver that is none', { ...right, driver: {} }, 'driver'],
    ['a claim store that is none', { ...right, claims: { claim: () => {} } }, 'claims'],
    ['a clock that is none', { ...right, clock: 7 }, 'clock'],
    ['a hash that is none', { ...right, sha256: 'sha256' }, 'sha256'],
    ['a listener that is none', { ...right, onOutcome: {} }, 'onOutcome'],
    ['tombstones that are none', { ...right, tombstones: [] }, 'tombstones'],
    ['a concurrency out of range', { ...right, concurrency: 65 }, 'concurrency'],
    ['a timeout out of range', { ...right, sourceTimeoutMs: 1 }, 'sourceTimeoutMs'],
    ['a reserve out of range', { ...right, reserveMs: -1 }, 'reserveMs'],
    ['an option of duplicates that does not exist', { ...right, duplicates: { window: 1 } }, 'window'],
    ['a window out of range', { ...right, duplicates: { windowMs: -1 } }, 'windowMs'],
    ['a capacity out of range', { ...right, duplicates: { capacity: 0 } }, 'capacity'],
  ])('%s', (_what, options, field) => {
    expect(() => createJitrHandler(options as unknown as JitrHandlerOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
