import { UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../emulator.js'
import type { ConnectionEvent } from '../event/connection-event.js'
import { emptyAccount } from '../fixtures/account.js'
import { activeCertificate } from '../fixtures/active-certificate.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { policyText } from '../fixtures/policies.js'

const firstConnection = async (emulator: Emulator): Promise<void> => {
  const authority = await createAuthority()
  await registerAuthority(emulator.client, authority)
  const { certificatePem } = await authority.issue('device-1')
  emulator.connectDevice(certificatePem, 'device-1')
}

describe('events', () => {
  it('EVENT-01 tells the story of every connection', async () => {
    const emulator = emptyAccount()
    const story: ConnectionEvent[] = []
    emulator.on('connection', (event) => story.push(event))
    const { certificatePem, certificateId } = await activeCertificate(emulator.client, [
      policyText({ action: 'iot:Connect', on: 'client/device-1' }),
    ])
    emulator.connectDevice(certificatePem, 'device-1')
    emulator.connectDevice(certificatePem, 'device-2')
    expect(story).toEqual([
      { kind: 'accepted', clientId: 'device-1', certificateId },
      { kind: 'refused', reason: 'connect-denied', clientId: 'device-2', certificateId },
    ])
  })

  it('EVENT-02 waits for asynchronous listeners in settled(), also for those that others set off', async () => {
    const emulator = emptyAccount()
    const done: string[] = []
    emulator.on('registered', async ({ certificateId }) => {
      await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }))
      done.push('activated')
    })
    emulator.on('certificate-status', async ({ status }) => {
      await new Promise(setImmediate)
      done.push(`told ${status}`)
    })
    await firstConnection(emulator)
    await emulator.settled()
    expect(done).toEqual(['activated', 'told ACTIVE'])
  })

  it('EVENT-03 hands the error of a listener to the listeners of error', async () => {
    const emulator = emptyAccount()
    const errors: unknown[] = []
    const failure = new Error('the listener failed')
    emulator.on('error', (error) => errors.push(error))
    emulator.on('registered', () => {
      throw failure
    })
    emulator.on('registered', () => Promise.reject(failure))
    await firstConnection(emulator)
    await emulator.settled()
    expect(errors).toEqual([failure, failure])
  })

  it('EVENT-04 throws the error of a listener from settled() where nobody listens to errors', async () => {
    const emulator = emptyAccount()
    const failure = new Error('the listener failed')
    emulator.on('registered', () => Promise.reject(failure))
    await firstConnection(emulator)
    await expect(emulator.settled()).rejects.toBe(failure)
    await emulator.settled()
  })

  it('EVENT-05 stops when a listener is taken off, and knows no other names', async () => {
    const emulator = emptyAccount()
    const events: unknown[] = []
    const off = emulator.on('registered', (event) => events.push(event))
    off()
    await firstConnection(emulator)
    expect(events).toEqual([])
    const name: string = 'regsitered'
    expect(() => Reflect.apply(emulator.on, emulator, [name, () => undefined])).toThrow(
      expect.objectContaining({ code: 'emulator-option' }),
    )
  })
})
