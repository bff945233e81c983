import { describe, expect, it } from 'vitest'
import { createMachine, enrol, vend } from '../../fixtures/vending-machine.js'

/** Calls to AWS IoT of an issue by a process that has compared the shared policy at an earlier one. */
const callsOfAnIssue = async (leaseMilliseconds?: number): Promise<readonly string[]> => {
  // The driver has the system's clock, and a status that was seen in its future is none.
  const clock = () => new Date()
  const expiresAt = new Date(Date.now() + 3_600_000)
  const machine = createMachine({ clock }, leaseMilliseconds === undefined ? {} : { leaseMilliseconds })
  await enrol(machine.store, 'SN-1', { expiresAt })
  await vend(machine)
  await enrol(machine.store, 'SN-2', { expiresAt })
  machine.emulator.forgetCalls()
  await vend(machine, 'SN-2')
  return machine.emulator.calls.map(({ name }) => name)
}

describe('an issue in the steady state', () => {
  it('asks AWS IoT for nothing that this process has just seen', async () => {
    expect(await callsOfAnIssue()).toEqual([
      'CreateCertificateFromCsr',
      'CreateThing',
      'AttachPolicy',
      'AttachThingPrincipal',
      'UpdateCertificate',
    ])
  })

  it('looks once more before the activation where the lease is short: somebody may have revoked the certificate', async () => {
    expect(await callsOfAnIssue(30_000)).toEqual([
      'CreateCertificateFromCsr',
      'CreateThing',
      'AttachPolicy',
      'AttachThingPrincipal',
      'DescribeCertificate',
      'UpdateCertificate',
    ])
  })
})
