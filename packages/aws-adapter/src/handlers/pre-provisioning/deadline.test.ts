import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { askVerifier, type VerifierAnswer } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { ask, denied, registrationWith, request, templateArn } from '../../fixtures/ask-hook.js'
import { mockAws } from '../../fixtures/mock-aws.js'
import { createPreProvisioningHook } from './create-pre-provisioning-hook.js'
import type { PreProvisioningHookOptions } from './hook-options.js'
import type { ProvisioningOutcome } from './provisioning-outcome.js'

describe('createPreProvisioningHook, verifiers and time', () => {
  const registration = registrationWith(askVerifier('inventory'))
  const verifierThat = (answer: () => Promise<VerifierAnswer>): PreProvisioningHookOptions['verifiers'] & {} => ({
    inventory: answer,
  })

  it.each<[string, () => Promise<VerifierAnswer>, unknown, string]>([
    ['allows what a verifier accepts', async () => ({ outcome: 'accepted' }), { allowProvisioning: true }, 'allowed'],
    ['denies what a verifier refuses', async () => ({ outcome: 'refused' }), denied, 'rejected'],
    ['denies while a verifier is not available', () => Promise.reject(new Error('down')), denied, 'undecided'],
    ['denies when a verifier takes too long', () => new Promise(() => {}), denied, 'undecided'],
  ])('%s', async (_, answer, response, reason) => {
    const asked = await ask(request, { registration, verifiers: verifierThat(answer), deadlineMs: 200 })
    expect(asked.response).toEqual(response)
    expect(asked.outcome).toMatchObject(reason === 'allowed' ? { kind: reason } : { kind: 'denied', reason })
  })

  it('denies when nothing is decided in time, before AWS IoT stops waiting', async () => {
    const aws = mockAws()
    aws.mock.on(DescribeCertificateCommand).callsFake(() => new Promise(() => {}))
    const { response, outcome } = await ask(request, { client: aws.client, deadlineMs: 100 })
    expect(response).toEqual(denied)
    expect(outcome).toMatchObject({ kind: 'denied', reason: 'deadline', field: 'deadlineMs' })
  })

  it('denies a request that comes when the invocation has no time left', async () => {
    let outcome: ProvisioningOutcome | undefined
    const hook = createPreProvisioningHook({
      registration: registrationWith(),
      templateArns: [templateArn],
      onOutcome: (told) => {
        outcome = told
      },
    })
    await expect(hook(request, { getRemainingTimeInMillis: () => 300 })).resolves.toEqual(denied)
    expect(outcome).toMatchObject({ reason: 'deadline' })
  })

  it('denies when a part of it is broken', async () => {
    const clock = (): Date => {
      throw new Error('no time')
    }
    const { response, outcome } = await ask(request, { clock })
    expect(response).toEqual(denied)
    expect(outcome).toMatchObject({ reason: 'unexpected', message: 'failed with Error' })
  })
})
