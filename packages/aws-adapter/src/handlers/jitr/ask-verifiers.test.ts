import { askVerifier } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import type { VerifierSource } from '../../sources/verifier-source.js'
import { createJitrHandler } from './create-jitr-handler.js'

describe('createJitrHandler, verifiers', () => {
  const asking = registrationOf('asking', askVerifier('inventory'), askVerifier('revocation'))
  const accept: VerifierSource = async () => ({ outcome: 'accepted' })
  const device = waitingDevice()
  const run = (inventory: VerifierSource): Promise<unknown> => {
    const iot = mockIot()
    known(iot, device)
    const verifiers = { inventory, revocation: accept }
    return createJitrHandler({ registration: asking, client: iot.client, verifiers, sourceTimeoutMs: 100 })(
      device.event,
    )
  }

  it('asks all at once, and decides again with their answers', async () => {
    await expect(run(accept)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('refuses on a well-formed no', async () => {
    await expect(run(async () => ({ outcome: 'refused', reason: 'stolen' }))).resolves.toMatchObject({
      kind: 'refused',
      reason: 'rejected',
      decision: { findings: expect.arrayContaining([expect.objectContaining({ code: 'verifier-refused' })]) },
    })
  })

  it.each<[string, VerifierSource]>([
    ['has no answer', async () => ({ outcome: 'unavailable', reason: 'closed' })],
    ['throws', () => Promise.reject(new Error('down'))],
    [
      'throws at once',
      () => {
        throw new Error('down')
      },
    ],
    ['never answers', () => new Promise(() => {})],
    ['answers nonsense', async () => JSON.parse('{"outcome":"yes"}')],
    ['answers nothing', async () => JSON.parse('null')],
  ])('leaves the device undecided when a verifier %s', async (_what, inventory) => {
    await expect(run(inventory)).rejects.toMatchObject({
      name: 'JitrError',
      code: 'jitr-undecided',
      outcome: {
        kind: 'undecided',
        decision: {
          verdict: 'undecided',
          findings: expect.arrayContaining([expect.objectContaining({ code: 'verifier-unavailable' })]),
        },
      },
    })
  })
})
