import { UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { type Driver, defineRegistration, type Plan, type Registration } from '@thingplan/core'
import { driverContract } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { account, emulateAccount } from '../fixtures/emulated-account.js'
import { emulatedWorld } from '../fixtures/emulated-world.js'
import { guardCalls, guardDriver } from '../fixtures/iam-guard.js'
import { createJitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import type { IotCalls } from '../iot-calls.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: account.region, accountId: account.id } as const

describe('a driver that may do what the policy of its plan allows, and nothing else, owes what every driver owes', () => {
  it.each(driverContract)('$name', async ({ run }) => {
    const denied: string[] = []
    const policyOf = (plan: Plan): IamPolicyDocument => requiredIamPolicy(plan, where)
    const createDriver = (client: IotCalls): Driver => createIotDriver({ client, account })
    await run(emulatedWorld((client) => guardDriver(client, createDriver, policyOf, (what) => denied.push(what))))
    expect(denied).toEqual([])
  })
})

describe('a handler that may do what the policy of its registration allows, and nothing else', () => {
  const registrationOf = (options: { readonly onReject?: 'deactivate'; readonly replace?: true }): Registration =>
    defineRegistration({
      name: 'sensors',
      rules: [],
      profiles: [
        {
          thing: {
            name: 'sensor-<%= certificate.attributes.subject.serialNumber %>',
            typeName: 'sensor',
            attributes: { cn: '<%= certificate.attributes.subject.CN %>' },
          },
          groups: ['plant-<%= certificate.attributes.subject.L %>'],
          billingGroup: 'plant',
          policies: [
            {
              name: 'sensor-<%= account.region %>',
              document: {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: 'arn:aws:iot:*:*:client/x' }],
              },
            },
          ],
        },
      ],
      onReject: options.onReject ?? 'leave',
      onIdentityConflict: options.replace ? 'replace' : 'reject',
    })
  const subject = { CN: 'a', serialNumber: '1', L: 'Paris' }

  const handlerOf = async (registration: Registration) => {
    const world = await emulateAccount()
    const denied: string[] = []
    const policy = requiredIamPolicy(registration, where)
    const client = guardCalls(
      world.emulator.client,
      () => policy,
      (what) => denied.push(what),
    )
    const handler = createJitrHandler({ registration, client, duplicates: false })
    return { ...world, denied, handler }
  }

  it('registers a device, with all that is missing at first', async () => {
    const { issue, knock, handler, denied } = await handlerOf(registrationOf({}))
    for (const serialNumber of ['1', '2']) {
      const event = await knock(await issue({ ...subject, serialNumber }))
      expect(await handler(event)).toMatchObject({ kind: 'registered' })
      expect(await handler(event)).toMatchObject({ kind: 'already-active' })
    }
    expect(denied).toEqual([])
  })

  it('lets a device take the place of another', async () => {
    const { emulator, issue, knock, handler, denied } = await handlerOf(registrationOf({ replace: true }))
    const first = await issue(subject, new Date('2026-02-01T00:00:00Z'))
    expect(await handler(await knock(first))).toMatchObject({ kind: 'registered' })
    const second = await issue({ ...subject, CN: 'b' }, new Date('2026-03-01T00:00:00Z'))
    expect(await handler(await knock(second))).toMatchObject({ kind: 'registered' })
    await emulator.settled()
    expect(denied).toEqual([])
  })

  it('refuses a device, and deactivates its certificate', async () => {
    const { issue, knock, handler, denied } = await handlerOf(registrationOf({ onReject: 'deactivate' }))
    const event = await knock(await issue({ ...subject, L: 'no group/here' }))
    expect(await handler(event)).toMatchObject({ kind: 'refused', execution: { status: 'completed' } })
    expect(denied).toEqual([])
  })

  it('may not do what the registration does not plan', async () => {
    const { emulator, issue, knock } = await handlerOf(registrationOf({}))
    const denied: string[] = []
    const policy = requiredIamPolicy(registrationOf({}), { ...where, region: 'eu-west-1' })
    const client = guardCalls(
      emulator.client,
      () => policy,
      (what) => denied.push(what),
    )
    const { certificateId } = await knock(await issue(subject))
    const update = client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }))
    await expect(update).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect(denied).toHaveLength(1)
  })
})
