import { CreateThingCommand, DescribeThingCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { defineRegistration, type Registration, requireSubject } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { type EmulatedAccount, emulateAccount } from '../../fixtures/emulated-account.js'
import { sqsEvent } from '../../fixtures/invocations.js'
import { createJitrHandler, type JitrHandler } from './create-jitr-handler.js'

const document = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iot:Connect', 'iot:Publish'],
      Resource: `arn:aws:iot:eu-central-1:123456789012:*/\${iot:Connection.Thing.ThingName}`,
    },
  ],
} as const

const sensors = (onIdentityConflict: 'reject' | 'replace' = 'reject', adopt = false): Registration =>
  defineRegistration({
    name: 'sensors',
    rules: [],
    onIdentityConflict,
    profiles: [
      {
        thing: {
          name: 'sensor-<%= certificate.attributes.subject.CN %>',
          typeName: 'sensor',
          ...(adopt && { adopt }),
          searchableAttributes: ['serial_number'],
          attributes: { serial_number: '<%= certificate.attributes.subject.CN %>' },
        },
        groups: ['sensors', 'north'],
        billingGroup: 'plant',
        policies: [{ name: 'sensor-policy', document }],
      },
    ],
  })

/** A worker with a memory of its own, as another Lambda sandbox has. */
const worker = ({ emulator }: EmulatedAccount, registration = sensors()): JitrHandler =>
  createJitrHandler({ registration, client: emulator.createClient(), duplicates: false })

const accepted = ({ emulator }: EmulatedAccount, pem: string, clientId: string): boolean =>
  emulator.connectDevice(pem, clientId).accepted

describe('a device, from its first connection', () => {
  it('is refused, becomes a thing, and is let in', async () => {
    const account = await emulateAccount()
    const certificate = await account.issue({ CN: '1' })
    expect(accepted(account, certificate.pem, 'sensor-1')).toBe(false)
    const event = await account.knock(certificate)
    await expect(worker(account)(event)).resolves.toMatchObject({ kind: 'registered', certificateId: certificate.id })
    expect(accepted(account, certificate.pem, 'sensor-1')).toBe(true)
    expect(accepted(account, certificate.pem, 'sensor-2')).toBe(false)
  })

  it('is active already when its event is delivered again, and nothing changes', async () => {
    const account = await emulateAccount()
    const event = await account.knock(await account.issue({ CN: '1' }))
    const handler = worker(account)
    await handler(event)
    const after = account.emulator.snapshot({ volatile: true })
    await expect(handler(event)).resolves.toMatchObject({ kind: 'already-active' })
    expect(account.emulator.snapshot({ volatile: true })).toEqual(after)
  })

  it('ends in one state, whether one worker registers it, or two at once', async () => {
    const account = await emulateAccount()
    const event = await account.knock(await account.issue({ CN: '1' }))
    const outcomes = await Promise.all([worker(account)(event), worker(account)(event)])
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: expect.stringMatching(/^(registered|already-active)$/) })
    }

    const alone = await emulateAccount()
    const certificate = await alone.issue({ CN: '1' })
    await worker(alone)(await alone.knock(certificate))
    const withoutIds = ({ emulator }: EmulatedAccount, id: string): string =>
      JSON.stringify(emulator.snapshot()).replaceAll(id, 'the certificate')
    expect(withoutIds(account, event.certificateId)).toBe(withoutIds(alone, certificate.id))
  })

  it('comes with nine others, one of which is poison', async () => {
    const account = await emulateAccount()
    const events: unknown[] = []
    for (let index = 0; index < 9; index += 1) {
      events.push(await account.knock(await account.issue({ CN: String(index) })))
    }
    const response = await worker(account)(sqsEvent(...events.slice(0, 5), 'poison', ...events.slice(5)))
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-5' }] })
    const statuses = Object.values(account.emulator.snapshot().certificates)
    expect(statuses.map((certificate) => JSON.stringify(certificate).includes('"ACTIVE"'))).toEqual(Array(9).fill(true))
  })

  it.each(['INACTIVE', 'REVOKED'] as const)('is never activated when it was made %s', async (newStatus) => {
    const account = await emulateAccount()
    const event = await account.knock(await account.issue({ CN: '1' }))
    const { certificateId } = event
    await account.emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
    const before = account.emulator.snapshot({ volatile: true })
    await expect(worker(account)(event)).resolves.toMatchObject({ kind: 'refused', reason: 'rejected' })
    expect(account.emulator.snapshot({ volatile: true })).toEqual(before)
  })
})

describe('a device that is refused', () => {
  it.each([
    ['leave', 'PENDING_ACTIVATION'],
    ['deactivate', 'INACTIVE'],
  ] as const)('meets the consequence %s', async (onReject, status) => {
    const account = await emulateAccount()
    const registration = defineRegistration({
      name: 'gateways',
      rules: [requireSubject({ title: 'gateway' })],
      profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [] }],
      onReject,
    })
    const event = await account.knock(await account.issue({ CN: '1', title: 'sensor' }))
    await expect(worker(account, registration)(event)).resolves.toMatchObject({
      kind: 'refused',
      reason: 'rejected',
      decision: { consequence: onReject },
      execution: { status: 'completed' },
    })
    const snapshot = account.emulator.snapshot()
    expect(snapshot.certificates[event.certificateId]).toMatchObject({ status })
    expect(snapshot.things).toEqual({})
  })
})

describe('a thing name that is taken', () => {
  const older = new Date(Date.now() - 86_400_000)

  it('is not given to another certificate, and nothing of the other device changes', async () => {
    const account = await emulateAccount()
    const owner = await account.issue({ CN: '1' }, older)
    await worker(account)(await account.knock(owner))
    const claimant = await account.knock(await account.issue({ CN: '1' }))
    const before = account.emulator.snapshot()
    await expect(worker(account)(claimant)).resolves.toMatchObject({
      kind: 'refused',
      reason: 'rejected',
      decision: { findings: expect.arrayContaining([expect.objectContaining({ code: 'thing-owned-by-another' })]) },
    })
    expect(account.emulator.snapshot()).toEqual(before)
    expect(accepted(account, owner.pem, 'sensor-1')).toBe(true)
  })

  it.each([
    ['another tool', 'tool-7'],
    ['a certificate, in another spelling', 'AB'.repeat(32)],
  ])(
    'is refused for good where it is marked by %s, also where things without owner are adopted',
    async (_whom, mark) => {
      const account = await emulateAccount()
      const attributePayload = { attributes: { certificateId: mark } }
      await account.emulator.client.send(new CreateThingCommand({ thingName: 'sensor-1', attributePayload }))
      const event = await account.knock(await account.issue({ CN: '1' }))
      await expect(worker(account, sensors('replace', true))(event)).resolves.toMatchObject({
        kind: 'refused',
        reason: 'rejected',
        decision: { findings: expect.arrayContaining([expect.objectContaining({ code: 'thing-owned-by-another' })]) },
      })
    },
  )

  it('passes on to a newer certificate where that is wanted, and the older one is retired', async () => {
    const account = await emulateAccount()
    const owner = await account.issue({ CN: '1' }, older)
    const handler = worker(account, sensors('replace'))
    await handler(await account.knock(owner))
    const successor = await account.issue({ CN: '1' })
    await expect(handler(await account.knock(successor))).resolves.toMatchObject({ kind: 'registered' })
    expect(accepted(account, successor.pem, 'sensor-1')).toBe(true)
    expect(accepted(account, owner.pem, 'sensor-1')).toBe(false)
    const thing = await account.emulator.client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(thing.attributes).toMatchObject({ certificateId: successor.id })
  })

  it('passes on wholly, wherever AWS IoT fails on the way and whatever was done by then', async () => {
    let calls = 1
    for (let at = 0; at <= calls; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const account = await emulateAccount()
        const owner = await account.issue({ CN: '1' }, older)
        await worker(account)(await account.knock(owner))
        const successor = await account.issue({ CN: '1' })
        const event = await account.knock(successor)

        const client = account.emulator.createClient({ transport: 'full', maxAttempts: 1 })
        let count = 0
        client.middlewareStack.add(
          (next) => async (request) => {
            count += 1
            const isFailing = count === at
            if (isFailing && when === 'before') throw awsError('ServiceUnavailableException')
            const answer = await next(request)
            if (isFailing) throw awsError('ServiceUnavailableException')
            return answer
          },
          { step: 'initialize' },
        )
        const handler = createJitrHandler({ registration: sensors('replace'), client, duplicates: false })
        await handler(event).catch(() => handler(event))
        if (at === 0) calls = count
        expect(accepted(account, successor.pem, 'sensor-1'), `call ${at}, ${when}`).toBe(true)
        expect(accepted(account, owner.pem, 'sensor-1'), `call ${at}, ${when}`).toBe(false)
      }
    }
    expect(calls).toBeGreaterThan(8)
  }, 60_000)

  it('passes on once, when two workers have the event at once', async () => {
    const account = await emulateAccount()
    const owner = await account.issue({ CN: '1' }, older)
    await worker(account)(await account.knock(owner))
    const successor = await account.issue({ CN: '1' })
    const event = await account.knock(successor)
    const both = [worker(account, sensors('replace')), worker(account, sensors('replace'))]
    await Promise.allSettled(both.map((handler) => handler(event)))
    expect(accepted(account, successor.pem, 'sensor-1')).toBe(true)
    expect(accepted(account, owner.pem, 'sensor-1')).toBe(false)
  })

  it('does not pass back to an older certificate', async () => {
    const account = await emulateAccount()
    const owner = await account.issue({ CN: '1' })
    const handler = worker(account, sensors('replace'))
    await handler(await account.knock(owner))
    const stolen = await account.knock(await account.issue({ CN: '1' }, older))
    await expect(handler(stolen)).resolves.toMatchObject({ kind: 'refused', reason: 'rejected' })
    expect(accepted(account, owner.pem, 'sensor-1')).toBe(true)
  })

  it('is not given to the first certificate that asks, when the thing was made beforehand', async () => {
    const account = await emulateAccount()
    await account.emulator.client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    const event = await account.knock(await account.issue({ CN: '1' }))
    await expect(worker(account)(event)).resolves.toMatchObject({ kind: 'refused', reason: 'rejected' })
  })
})
