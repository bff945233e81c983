import type { ProvisioningOutcome, VerifierSource } from '@thingplan/aws-adapter'
import { readCertificate } from '@thingplan/core'
import { createEmulator } from '@thingplan/emulator'
import { describe, expect, it, vi } from 'vitest'
import { registerAuthority } from '../jitr-lambda/demo/cloud.js'
import { buildDevice, foundAuthority } from '../jitr-lambda/demo/factory.js'
import { createHook } from './hook.js'
import { sensors } from './registration.js'
import { account } from './template.js'

const templateArn = `arn:aws:iot:${account.region}:${account.id}:provisioningtemplate/sensors`
const made: VerifierSource = async () => ({ outcome: 'accepted' })

const emulator = createEmulator({ accountId: account.id, region: account.region })
const { client } = emulator
const authority = await foundAuthority()
await registerAuthority(emulator, authority)
// Pending like a certificate that a claim has asked for; its own serial number counts for nothing.
const { certificatePem } = await buildDevice(authority, { serialNumber: '20489999' })
emulator.connectDevice(certificatePem, 'new')
const { id: certificateId } = readCertificate(certificatePem)

const request = {
  claimCertificateId: 'c1'.repeat(32),
  certificateId,
  certificatePem,
  templateArn,
  clientId: 'claim-20481234',
  parameters: { SerialNumber: '20481234' },
}

const ask = async (event: unknown, factory = made) => {
  const outcomes: ProvisioningOutcome[] = []
  const onOutcome = (outcome: ProvisioningOutcome): number => outcomes.push(outcome)
  const answer = await createHook({ registration: sensors, templateArn, client, factory, onOutcome })(event)
  return { answer, outcome: outcomes[0] }
}

describe('the hook', () => {
  it('names the thing, whatever name the device sends', async () => {
    const parameters = { ...request.parameters, ThingName: 'sensor-20481235' }
    const { answer } = await ask({ ...request, parameters })
    expect(answer).toEqual({ allowProvisioning: true, parameterOverrides: { ThingName: 'sensor-20481234' } })
  })

  it.each<[string, unknown, VerifierSource]>([
    ['a serial number that does not fit', { ...request, parameters: { SerialNumber: '*' } }, made],
    ['no serial number', { ...request, parameters: {} }, made],
    ['another template', { ...request, templateArn: templateArn.replace('sensors', 'cores') }, made],
    ['an event that is none', {}, made],
    ['a factory that is down', request, () => Promise.reject(new Error('down'))],
  ])('denies %s', async (_, event, factory) => {
    const { answer, outcome } = await ask(event, factory)
    expect(answer).toEqual({ allowProvisioning: false })
    expect(outcome?.kind).toBe('denied')
  })

  it('logs the certificate and the reason, and nothing of the certificate itself', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    await createHook({ registration: sensors, templateArn, client, factory: made })({ ...request, parameters: {} })
    expect(log.mock.calls).toEqual([[expect.stringContaining(certificateId)]])
    expect(log.mock.calls.flat().join()).not.toContain('BEGIN CERTIFICATE')
    log.mockRestore()
  })
})
