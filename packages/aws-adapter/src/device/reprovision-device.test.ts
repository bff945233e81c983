import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  RegisterCertificateCommand,
} from '@aws-sdk/client-iot'
import { type Certificate, execute, type Plan } from '@thingplan/core'
import { planReprovisioning, type ReprovisioningRequest } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { account, type EmulatedAccount, emulateAccount } from '../fixtures/emulated-account.js'
import { pauses } from '../fixtures/pauses.js'
import { describeStatus } from './describe-status.js'
import type { ThingState } from './device-state.js'
import { readDeviceState } from './read-device-state.js'

const thingName = 'sensor-1'
const policyName = 'sensors'
const policyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}]}'

interface Home {
  readonly world: EmulatedAccount
  readonly old: Certificate
  readonly fresh: Certificate
}

/** A device that works for its first owner, and comes back with a certificate that is newer. */
const furnish = async (): Promise<Home> => {
  const world = await emulateAccount()
  const { client } = world.emulator
  const old = await world.issue({ CN: 'first' }, new Date('2026-02-01'))
  const fresh = await world.issue({ CN: 'second' }, new Date('2026-03-01'))
  const principal = `arn:aws:iot:${account.region}:${account.id}:cert/${old.id}`
  await client.send(new RegisterCertificateCommand({ certificatePem: old.pem, status: 'ACTIVE' }))
  await client.send(new CreatePolicyCommand({ policyName, policyDocument }))
  await client.send(new AttachPolicyCommand({ policyName, target: principal }))
  const attributes = { owner: 'a', certificateId: old.id }
  await client.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
  for (const thingGroupName of ['a', 'b']) await client.send(new CreateThingGroupCommand({ thingGroupName }))
  await client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName: 'a' }))
  await world.knock(fresh)
  return { world, old, fresh }
}

const planFor = async (
  { world, old, fresh }: Home,
  change: Pick<ReprovisioningRequest, 'policy'> & Partial<ReprovisioningRequest>,
): Promise<Plan> => {
  const { thing, certificates } = await readDeviceState({ client: world.emulator.client, account, thingName })
  const [owner] = certificates
  if (thing === undefined || owner === undefined) throw new Error('there is no device')
  const planned = planReprovisioning({
    name: 'fleet',
    account,
    thing,
    from: { certificateId: old.id, status: owner.status, notBefore: old.notBefore, policies: owner.policies },
    to: {
      certificateId: fresh.id,
      status: 'PENDING_ACTIVATION',
      notBefore: fresh.notBefore,
      policies: [policyName],
    },
    ...change,
  })
  if (planned.verdict !== 'plan') throw new Error(planned.code)
  return planned.plan
}

const driverFor = ({ world }: Home) =>
  createIotDriver({ client: world.emulator.client, account, sleep: pauses().sleep })

const thingOf = async ({ world }: Home): Promise<ThingState | undefined> =>
  (await readDeviceState({ client: world.emulator.client, account, thingName })).thing

const statusOf = async ({ world }: Home, { id }: Certificate): Promise<string | undefined> =>
  (await describeStatus(id, world.emulator.client))?.status

const isLetIn = ({ world }: Home, { pem }: Certificate): boolean =>
  world.emulator.connectDevice(pem, thingName).accepted

describe('a device that comes with a new certificate, on the emulator', () => {
  it.each<
    [
      ReprovisioningRequest['policy'],
      Partial<ReprovisioningRequest>,
      Pick<ThingState, 'thingGroups'> & { owner?: string },
    ]
  >([
    ['rotate', {}, { owner: 'a', thingGroups: ['a'] }],
    ['migrate', { changes: { owner: 'b' }, leaves: ['a'], joins: ['b'] }, { owner: 'b', thingGroups: ['b'] }],
    ['reset', { changes: { owner: 'c' } }, { owner: 'c', thingGroups: [] }],
    ['reset', {}, { thingGroups: [] }],
  ])('%s with %j: the old one is out, the new one in', async (policy, change, { thingGroups, ...attributes }) => {
    const home = await furnish()
    expect([isLetIn(home, home.old), isLetIn(home, home.fresh)]).toEqual([true, false])
    expect(await execute(await planFor(home, { policy, ...change }), driverFor(home))).toMatchObject({
      status: 'completed',
    })
    expect([isLetIn(home, home.old), isLetIn(home, home.fresh)]).toEqual([false, true])
    expect(await statusOf(home, home.old)).toBe('REVOKED')
    expect(await thingOf(home)).toMatchObject({
      attributes: { ...attributes, certificateId: home.fresh.id },
      thingGroups,
      certificates: [home.fresh.id],
    })
  })

  it('is never let in twice, and comes to the same end, wherever the work is broken off', async () => {
    const whole = await furnish()
    const change = { policy: 'migrate', changes: { owner: 'b' }, leaves: ['a'], joins: ['b'] } as const
    const { steps } = await planFor(whole, change)
    for (const last of steps.keys()) {
      const home = await furnish()
      const plan = await planFor(home, change)
      const driver = driverFor(home)
      let isDead = false
      const dying: typeof driver = {
        perform: async (step, context) => {
          if (isDead) throw new Error('the process died')
          const result = await driver.perform(step, context)
          if (step.id === plan.steps[last]?.id) isDead = true
          return result
        },
      }
      await execute(plan, dying, { concurrency: 1 })
      expect([isLetIn(home, home.old), isLetIn(home, home.fresh)]).not.toEqual([true, true])
      expect(await execute(plan, driver)).toMatchObject({ status: 'completed' })
      expect([isLetIn(home, home.old), isLetIn(home, home.fresh)]).toEqual([false, true])
      expect(await thingOf(home)).toMatchObject({ attributes: { owner: 'b' }, thingGroups: ['b'] })
    }
  })

  it('leaves the thing that has passed on to somebody else meanwhile', async () => {
    const home = await furnish()
    const plan = await planFor(home, { policy: 'rotate' })
    const other = await home.world.issue({ CN: 'third' }, new Date('2026-04-01'))
    await home.world.knock(other)
    await execute(await planFor({ ...home, fresh: other }, { policy: 'rotate' }), driverFor(home))
    const execution = await execute(plan, driverFor(home))
    expect(execution.status).toBe('failed')
    expect([isLetIn(home, home.fresh), isLetIn(home, other)]).toEqual([false, true])
    expect((await thingOf(home))?.attributes['certificateId']).toBe(other.id)
  })
})
