import { CreateThingCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import {
  device,
  failures,
  inPlaceOf,
  privateKey,
  refusals,
  type Scene,
  tellScene,
  truncated,
  unhashed,
} from '../../fixtures/jitr-scenes.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { known } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'
import type { JitrOutcome } from './jitr-outcome.js'

const outcomeOf = async (scene: Scene): Promise<JitrOutcome> => (await tellScene(scene)).outcome

const saidBy = (outcome: JitrOutcome): object => {
  if (!('code' in outcome)) throw new Error('nothing was said')
  const { code, field, value } = outcome
  return { code, field, value }
}

const remedy = expect.stringMatching(/^[^A-Z\n][^\n]*[^.\n]$/)

describe('a refusal without a decision says what is wrong and what to do', () => {
  it.each(Object.entries(refusals))('%s', async (reason, [scene, said]) => {
    const outcome = await outcomeOf(scene)
    expect(outcome).toMatchObject({ kind: 'refused', reason, remedy })
    expect(saidBy(outcome)).toEqual(said)
    expect(outcome).not.toHaveProperty('decision')
  })

  it.each([`${truncated}${privateKey}`, privateKey, 'no certificate', 'A'.repeat(1_048_576)])(
    'and never shows what stands in place of a certificate',
    async (pem) => {
      const shown = JSON.stringify(await outcomeOf({ device: inPlaceOf(pem) }))
      expect(shown).toContain('certificate-unreadable')
      expect(shown).not.toMatch(/PRIVATE|c2VjcmV0|AAAA/)
      expect(shown).not.toContain('MII')
      expect(shown.length).toBeLessThan(1_000)
    },
  )
})

describe('a failure says what is wrong and what to do', () => {
  it.each(Object.entries(failures))('%s', async (reason, [scene, said]) => {
    const outcome = await outcomeOf(scene)
    expect(outcome).toMatchObject({ kind: 'failed', reason, remedy })
    expect(saidBy(outcome)).toEqual(said)
  })

  it('also where it is thrown', async () => {
    const iot = mockIot()
    known(iot, device)
    iot.mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException'))
    await expect(createJitrHandler({ registration: sensors, client: iot.client })(device.event)).rejects.toMatchObject({
      name: 'JitrError',
      code: 'jitr-failed',
      field: 'thingName',
      remedy,
    })
  })

  it('and a hash that does not work refuses nobody', async () => {
    expect(await outcomeOf({ options: unhashed })).toMatchObject({ kind: 'failed', retryable: false })
  })
})
