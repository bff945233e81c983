import {
  AttachThingPrincipalCommand,
  CreateThingCommand,
  DescribeThingCommand,
  RegisterCertificateCommand,
} from '@aws-sdk/client-iot'
import { type Certificate, decide, defineRegistration, execute, type Plan } from '@thingplan/core'
import { planReconcile, type Reconciliation } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { account, type EmulatedAccount, emulateAccount } from '../fixtures/emulated-account.js'
import { foundDeviceOf } from './facts-of-state.js'
import { readDeviceState } from './read-device-state.js'

const thingName = 'sensor-1'
const registration = defineRegistration({
  name: 'fleet',
  rules: [],
  profiles: [
    {
      thing: { name: '<%= certificate.attributes.subject.CN %>', attributes: { plant: 'north' } },
      groups: ['plant'],
      policies: [
        {
          name: 'sensors',
          document: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
          },
        },
      ],
    },
  ],
})

/** What the registration says of a device, whatever its certificate's status is. */
const wantedOf = (certificate: Certificate): Plan => {
  const decision = decide(registration, { certificate, account, now: new Date('2026-06-01') })
  if (decision.verdict !== 'accept') throw new Error(decision.verdict)
  return decision.plan
}

const principalOf = ({ id }: Certificate): string => `arn:aws:iot:${account.region}:${account.id}:cert/${id}`

/** A device as another tool has registered it: ACTIVE, attached, and without anything of ours. */
const furnish = async (attributes: Record<string, string>) => {
  const world = await emulateAccount()
  const { client } = world.emulator
  const certificate = await world.issue({ CN: thingName })
  await client.send(new RegisterCertificateCommand({ certificatePem: certificate.pem, status: 'ACTIVE' }))
  await client.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal: principalOf(certificate) }))
  return { world, certificate }
}

const reconcile = async ({ emulator }: EmulatedAccount, certificate: Certificate): Promise<Reconciliation> => {
  const state = await readDeviceState({ client: emulator.client, account, certificateId: certificate.id })
  return planReconcile(wantedOf(certificate), foundDeviceOf(state, certificate.id))
}

const carryOut = ({ emulator }: EmulatedAccount, { plan }: Reconciliation) =>
  execute(plan, createIotDriver({ client: emulator.client, account }))

const codesOf = ({ findings }: Reconciliation): string[] => findings.map(({ code }) => code)

describe('a device of another tool, on the emulator', () => {
  it('becomes what its registration says, keeps what it had, and is left alone from then on', async () => {
    const { world, certificate } = await furnish({ maker: 'acme' })
    const found = await reconcile(world, certificate)
    expect(codesOf(found).sort()).toEqual(['attribute-differs', 'group-missing', 'policy-missing', 'stamp-missing'])
    expect(await carryOut(world, found)).toMatchObject({ status: 'completed' })
    const { attributes } = await world.emulator.client.send(new DescribeThingCommand({ thingName }))
    expect(attributes).toEqual({ maker: 'acme', plant: 'north', certificateId: certificate.id })
    expect(await reconcile(world, certificate)).toMatchObject({ findings: [], plan: { steps: [] } })
  })

  it('is listed, and not touched, where the attributes that it gets leave its stamp no room', async () => {
    const { world, certificate } = await furnish({ maker: 'acme', line: '7' })
    const before = world.emulator.snapshot()
    const found = await reconcile(world, certificate)
    expect(found.findings).toContainEqual({ code: 'stamp-without-room', mended: false })
    expect(await carryOut(world, found)).toMatchObject({ status: 'completed', steps: [] })
    expect(world.emulator.snapshot()).toEqual(before)
  })

  it('is listed, and not touched, where another certificate is attached too', async () => {
    const { world, certificate } = await furnish({})
    const other = await world.issue({ CN: 'spare' })
    const { client } = world.emulator
    await client.send(new RegisterCertificateCommand({ certificatePem: other.pem, status: 'ACTIVE' }))
    await client.send(new AttachThingPrincipalCommand({ thingName, principal: principalOf(other) }))
    const found = await reconcile(world, certificate)
    expect(found.findings).toContainEqual({ code: 'several-principals', value: other.id, mended: false })
    expect(found.plan.steps).toEqual([])
  })
})

it('lets in a device that waits, whose handler has died on the way', async () => {
  const world = await emulateAccount()
  const certificate = await world.issue({ CN: thingName })
  await world.knock(certificate)
  const found = await reconcile(world, certificate)
  expect(codesOf(found).sort()).toEqual(['certificate-pending', 'policy-missing', 'thing-missing'])
  expect(await carryOut(world, found)).toMatchObject({ status: 'completed' })
  expect(world.emulator.connectDevice(certificate.pem, thingName)).toMatchObject({ accepted: true })
  expect(await reconcile(world, certificate)).toMatchObject({ findings: [] })
})
