import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  RegisterCertificateCommand,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import { type Certificate, type Execution, execute } from '@thingplan/core'
import { planRemoval, type Removal, type RemovalRequest } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { createIotDriver, type IotDriverOptions } from '../driver/create-iot-driver.js'
import { account, type EmulatedAccount, emulateAccount } from '../fixtures/emulated-account.js'
import { pauses } from '../fixtures/pauses.js'
import { registrationOf } from '../fixtures/registration-of.js'
import { createJitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import { removalFactsOf } from './facts-of-state.js'
import { readDeviceState } from './read-device-state.js'

const thingName = 'sensor-1'
const certificateArnOf = (id: string): string => `arn:aws:iot:${account.region}:${account.id}:cert/${id}`
const policyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}]}'

interface Home {
  readonly world: EmulatedAccount
  readonly certificate: Certificate
  /** A driver whose waiting moves the emulator's clock. */
  driver(options?: Partial<IotDriverOptions>): ReturnType<typeof createIotDriver>
  waited(): number
}

/** An account with a fleet of which one device is complete, where detachments take AWS a while. */
const furnish = async (): Promise<Home> => {
  let now = Date.now()
  const clock = (): Date => new Date(now)
  const { sleep, total } = pauses((ms) => {
    now += ms
  })
  const world = await emulateAccount({ clock, detachDelays: { principal: 4_000, policy: 40_000 } })
  const { client } = world.emulator
  const certificate = await world.issue({ CN: 'device' })
  const principal = certificateArnOf(certificate.id)
  await client.send(new RegisterCertificateCommand({ certificatePem: certificate.pem, status: 'ACTIVE' }))
  for (const policyName of ['shared', 'of-sensor-1']) {
    await client.send(new CreatePolicyCommand({ policyName, policyDocument }))
    await client.send(new AttachPolicyCommand({ policyName, target: principal }))
  }
  await client.send(new CreateThingGroupCommand({ thingGroupName: 'north' }))
  const attributes = { certificateId: certificate.id }
  for (const name of [thingName, 'sensor-2']) {
    await client.send(new CreateThingCommand({ thingName: name, attributePayload: { attributes } }))
  }
  await client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName: 'north' }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
  return {
    world,
    certificate,
    driver: (options = {}) => createIotDriver({ client, account, clock, sleep, ...options }),
    waited: total,
  }
}

const removalOf = async ({ world }: Home, request: Partial<RemovalRequest> = {}): Promise<Removal> => {
  const facts = removalFactsOf(await readDeviceState({ client: world.emulator.client, account, thingName }))
  return planRemoval({ name: 'fleet', account, devicePolicies: ['of-sensor-1'], ...facts, ...request })
}

const tombstoned = async (home: Home): Promise<Removal> => {
  const { certificates } = removalFactsOf(
    await readDeviceState({ client: home.world.emulator.client, account, thingName }),
  )
  return removalOf(home, { certificates: certificates.map((each) => ({ ...each, tombstoned: true })) })
}

/** Every resource of the account, by kind and name. */
const resources = ({ world }: Home): string[] =>
  Object.entries(world.emulator.snapshot()).flatMap(([kind, records]) =>
    Object.keys(records).map((name) => `${kind} ${name}`),
  )

const carryOut = (home: Home, { plan }: Removal, options: Partial<IotDriverOptions> = {}): Promise<Execution> =>
  execute(plan, home.driver(options))

describe('a removal, on the emulator', () => {
  it('leaves nothing but a retired certificate, and what others use', async () => {
    const home = await furnish()
    const before = resources(home)
    const removal = await removalOf(home)
    expect(removal.leaves).toMatchObject([{ kind: 'certificate', name: home.certificate.id }])
    expect(await carryOut(home, removal)).toMatchObject({ status: 'completed' })
    const gone = before.filter((resource) => !resources(home).includes(resource))
    expect(gone.sort()).toEqual(['policies of-sensor-1', `things ${thingName}`])
    expect(resources(home).filter((resource) => !before.includes(resource))).toEqual([])
    const { certificates } = home.world.emulator.snapshot()
    expect(certificates[home.certificate.id]).toMatchObject({ status: 'REVOKED', policies: [], things: {} })
  })

  it('leaves nothing of a device that has a tombstone', async () => {
    const home = await furnish()
    const before = resources(home)
    const removal = await tombstoned(home)
    expect(removal.leaves).toEqual([])
    expect(await carryOut(home, removal)).toMatchObject({ status: 'completed' })
    const gone = before.filter((resource) => !resources(home).includes(resource))
    const all = [`certificates ${home.certificate.id}`, 'policies of-sensor-1', `things ${thingName}`]
    expect(gone.sort()).toEqual(all)
  })

  it('waits for what AWS does after it has answered, as long as the plan says at most', async () => {
    const home = await furnish()
    const removal = await tombstoned(home)
    await carryOut(home, removal)
    expect(home.waited()).toBeGreaterThanOrEqual(40_000)
    const most = removal.waits.reduce((sum, { upToSeconds }) => sum + upToSeconds, 0)
    expect(home.waited()).toBeLessThanOrEqual(most * 1000)
  })

  it('stops where it would wait too long, and comes to its end when it is carried out again', async () => {
    const home = await furnish()
    const removal = await tombstoned(home)
    const first = await carryOut(home, removal, { detachmentWaitMs: 1_000, policyDetachmentWaitMs: 0 })
    expect(first).toMatchObject({ status: 'failed', retryable: true })
    expect(await carryOut(home, removal)).toMatchObject({ status: 'completed' })
    expect(resources(home)).not.toContain(`things ${thingName}`)
  })

  it('leaves the thing that has passed on to another certificate since', async () => {
    const home = await furnish()
    const removal = await removalOf(home)
    const { emulator } = home.world
    const attributes = { certificateId: 'dead'.padEnd(64, '2') }
    await emulator.client.send(new UpdateThingCommand({ thingName, attributePayload: { attributes, merge: true } }))
    const execution = await carryOut(home, removal)
    expect(execution.steps.find(({ kind }) => kind === 'delete-thing')?.failure?.code).toBe('thing-owned-by-another')
    expect(resources(home)).toContain(`things ${thingName}`)
  })
})

describe('what a removal keeps, on the emulator', () => {
  it.each<[string, Partial<RemovalRequest>, readonly string[], object]>([
    [
      'the thing, for its next certificate',
      { variant: 'keep-thing' },
      ['policies of-sensor-1'],
      { status: 'REVOKED', policies: [], things: {} },
    ],
    [
      'everything, out of use',
      { variant: 'quarantine', quarantineGroup: 'quarantine', devicePolicies: [] },
      [],
      { status: 'INACTIVE', policies: ['of-sensor-1', 'shared'] },
    ],
  ])('%s', async (_what, request, goes, kept) => {
    const home = await furnish()
    const { emulator } = home.world
    await emulator.client.send(new CreateThingGroupCommand({ thingGroupName: 'quarantine' }))
    const before = resources(home)
    const removal = await removalOf(home, request)
    expect(await carryOut(home, removal)).toMatchObject({ status: 'completed' })
    expect(before.filter((resource) => !resources(home).includes(resource))).toEqual(goes)
    expect(removal.leaves).toContainEqual(expect.objectContaining({ kind: 'thing', name: thingName }))
    expect(emulator.snapshot().certificates[home.certificate.id]).toMatchObject(kept)
    expect(emulator.connectDevice(home.certificate.pem, thingName)).toMatchObject({ accepted: false })
  })
})

describe('a device that comes back after its removal, to a CA that registers by itself', () => {
  it('is refused with its retired certificate, and nothing is registered', async () => {
    const home = await furnish()
    await carryOut(home, await removalOf(home))
    const before = resources(home)
    const { emulator } = home.world
    expect(emulator.connectDevice(home.certificate.pem, thingName)).toMatchObject({ accepted: false })
    await emulator.settled()
    expect(resources(home)).toEqual(before)
    expect(emulator.snapshot().certificates[home.certificate.id]).toMatchObject({ status: 'REVOKED' })
  })

  it('registers its deleted certificate again, and is refused by its tombstone', async () => {
    const home = await furnish()
    await carryOut(home, await tombstoned(home))
    const event = await home.world.knock(home.certificate)
    const { client } = home.world.emulator
    const handler = createJitrHandler({
      registration: registrationOf('fleet'),
      client,
      tombstones: async (id) => id === home.certificate.id,
    })
    await expect(handler(event)).resolves.toMatchObject({ kind: 'refused', reason: 'tombstoned' })
    expect(resources(home)).not.toContain(`things ${thingName}`)
    const { certificates } = home.world.emulator.snapshot()
    expect(certificates[home.certificate.id]).toMatchObject({ status: 'PENDING_ACTIVATION' })
  })
})

describe('what is read of a device', () => {
  it('is its thing, its certificates and their CAs, by either name', async () => {
    const home = await furnish()
    const { client } = home.world.emulator
    const { id, pem } = home.certificate
    const byThing = await readDeviceState({ client, account, thingName })
    expect(byThing).toEqual({
      thing: {
        thingName,
        attributes: { certificateId: id },
        thingGroups: ['north'],
        certificates: [id],
        otherPrincipals: [],
      },
      certificates: [
        {
          certificateId: id,
          status: 'ACTIVE',
          certificatePem: pem,
          certificateMode: 'SNI_ONLY',
          policies: expect.arrayContaining(['shared', 'of-sensor-1']),
          things: [thingName],
          ca: {
            certificateId: home.world.caCertificateId,
            status: 'ACTIVE',
            registersItself: true,
            certificateMode: 'SNI_ONLY',
          },
        },
      ],
    })
    expect(await readDeviceState({ client, account, certificateId: id })).toEqual(byThing)
  })

  it('is nothing where there is nothing', async () => {
    const { world } = await furnish()
    const { client } = world.emulator
    expect(await readDeviceState({ client, account, thingName: 'none' })).toEqual({ certificates: [] })
    expect(await readDeviceState({ client, account, certificateId: 'ab'.repeat(32) })).toEqual({ certificates: [] })
  })

  it('changes nothing', async () => {
    const home = await furnish()
    const before = home.world.emulator.snapshot({ volatile: true })
    await readDeviceState({ client: home.world.emulator.client, account, thingName })
    expect(home.world.emulator.snapshot({ volatile: true })).toEqual(before)
  })

  it.each([
    [{}, 'thingName'],
    [{ thingName, certificateId: 'ab'.repeat(32) }, 'thingName'],
    [{ certificateId: 'none' }, 'certificateId'],
    [{ thing: thingName }, 'thing'],
  ])('needs one name: %j', async (name, field) => {
    const { world } = await furnish()
    const read = readDeviceState({ client: world.emulator.client, account, ...name })
    await expect(read).rejects.toMatchObject({ code: 'adapter-option', field })
  })

  it('is no removal where others use the certificate too', async () => {
    const home = await furnish()
    const { client } = home.world.emulator
    const principal = certificateArnOf(home.certificate.id)
    await client.send(new AttachThingPrincipalCommand({ thingName: 'sensor-2', principal }))
    await expect(removalOf(home)).rejects.toMatchObject({ code: 'device-state', field: 'certificateId' })
    await client.send(new UpdateCertificateCommand({ certificateId: home.certificate.id, newStatus: 'INACTIVE' }))
    const state = await readDeviceState({ client, account, certificateId: home.certificate.id })
    expect(state.thing).toBeUndefined()
    expect(() => removalFactsOf(state)).toThrow(expect.objectContaining({ code: 'device-state', field: 'thing' }))
  })
})
