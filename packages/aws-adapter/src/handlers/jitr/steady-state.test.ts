import { GetPolicyCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { sensors } from '../../fixtures/sensors.js'
import { tickingCalls } from '../../fixtures/ticking-calls.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'

describe('a registration in the steady state', () => {
  it('costs five calls, four deep', async () => {
    const iot = mockIot()
    const first = waitingDevice({ subject: { CN: '1' } })
    const second = waitingDevice({ subject: { CN: '2' } })
    known(iot, first, second)
    iot.mock.on(GetPolicyCommand).resolvesOnce({
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'iot:Connect',
            Resource: `arn:aws:iot:eu-central-1:123456789012:client/\${iot:Connection.Thing.ThingName}`,
          },
        ],
      }),
    })
    const { client, ticks } = tickingCalls(iot.client)
    const handler = createJitrHandler({ registration: sensors, client })

    // The first device of a process pays for the comparison of the policy.
    await handler(first.event)
    expect(ticks.flat()).toHaveLength(6)

    const before = ticks.length
    await expect(handler(second.event)).resolves.toMatchObject({ kind: 'registered' })
    expect(ticks.slice(before)).toEqual([
      ['DescribeCertificate'],
      ['CreateThing'],
      ['AttachPolicy', 'AttachThingPrincipal'],
      ['UpdateCertificate'],
    ])
  })
})
