import { askVerifier } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../fixtures/mock-client.js'
import { registrationOf } from '../fixtures/registration-of.js'
import { known, waitingDevice } from '../fixtures/waiting-device.js'
import { createJitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import type { VerifierSource } from './verifier-source.js'

describe('createJitrHandler, verifiers', () => {
  const asking = registrationOf('asking', askVerifier('inventory'), askVerifier('revocation'))
  const accept: VerifierSource = async () => ({ outcome: 'accepted' })
  const device = waitingDevice()
  const run = (inventory: VerifierSource, revocation = accept): Promise<unknown> => {
    const iot = mockIot()
    known(iot, device)
    const verifiers = { inventory, revocation }
    return createJitrHandler({ registration: asking, client: iot.client, verifiers, sourceTimeoutMs: 100 })(
      device.event,
    )
  }

  it('decides again with their answers', async () => {
    await expect(run(accept)).resolves.toMatchObject({ kind: 'registered' })
  })

  it('asks all at once: none answers before every one has been asked', async () => {
    let asked = 0
    let open = (): void => {}
    const barrier = new Promise<void>((resolve) => {
      open = resolve
    })
    const waiting: VerifierSource = async () => {
      asked += 1
      if (asked === asking.verifiers.length) open()
      await barrier
      return { outcome: 'accepted' }
    }
    await expect(run(waiting, waiting)).resolves.toMatchObject({ kind: 'registered' })
    expect(asked).toBe(2)
  })

  it('shows the reason of a no on one line, and not all of a long one', async () => {
    const reason = `stolen\r\n\u001b[2J${'x'.repeat(60_000)}`
    const outcome = await run(async () => ({ outcome: 'refused', reason }))
    const shown = JSON.stringify(outcome)
    expect(shown).toContain('stolen\\\\u{d}\\\\u{a}\\\\u{1b}[2Jxxx')
    expect(shown).not.toContain('x'.repeat(300))
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
