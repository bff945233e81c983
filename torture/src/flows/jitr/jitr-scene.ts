import { AttachThingPrincipalCommand, CreateThingCommand, RegisterCertificateCommand } from '@aws-sdk/client-iot'
import { createMemoryClaimStore } from '@thingplan/aws-adapter'
import type { Scene } from '../../flow.js'
import { whenChanged } from '../../world/when-changed.js'
import { account, openWorld, type World } from '../../world/world.js'
import { withdraw } from '../withdraw.js'
import { castDevices, type Device } from './cast.js'
import { createDevicesView } from './devices-view.js'
import { type JitrParts, type JitrShop, startJitrWorker } from './jitr-worker.js'
import { writeMessages } from './messages.js'
import { attributesOf, createRegistration, thingNameOf, type Variant, variantOf } from './registration.js'

const arnOf = (certificateId: string): string => `arn:aws:iot:${account.region}:${account.id}:cert/${certificateId}`

/** The certificate that has the device's thing: ACTIVE, and there before any event. */
const settleOwner = async ({ owner, commonName }: Device, variant: Variant, { emulator }: World): Promise<void> => {
  if (owner === undefined) return
  const { client } = emulator
  const thingName = thingNameOf(commonName)
  await client.send(new RegisterCertificateCommand({ certificatePem: owner.pem, status: 'ACTIVE' }))
  const attributes = { serial: attributesOf(variant, commonName)['serial'] ?? '', certificateId: owner.id }
  await client.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal: arnOf(owner.id) }))
}

/** More than the lease of a claim, and than the time for which a process remembers an outcome. */
const betweenRoundsMs = 90_000

export const setJitrScene = async (seed: number, parts: JitrParts): Promise<Scene> => {
  const variant = variantOf(seed)
  const { createThingAttributeLimit } = variant
  const [world, devices] = await Promise.all([openWorld({ createThingAttributeLimit }), castDevices(seed)])
  const { clock, emulator } = world
  for (const device of devices) await settleOwner(device, variant, world)
  const [first, ...others] = devices.map(({ certificate }) => world.knock(certificate))
  if (first === undefined) throw new Error('no device has knocked')
  const messages = new Map(writeMessages([first, ...others]).map((message) => [message.id, message]))
  const shop: JitrShop = {
    world,
    variant,
    registration: createRegistration(variant),
    claims: variant.claims ? createMemoryClaimStore({ clock: clock.now }) : undefined,
    messages,
    ended: new Map(),
    parts,
  }
  const withdrawn = devices.filter(({ role }) => role === 'withdrawn').map(({ certificate }) => certificate.id)
  let isWithdrawn = false
  const view = createDevicesView(devices, variant, () => isWithdrawn)

  return {
    clock,
    deliveries: [...messages.values()].map(({ id, isPoison }) => ({ id, isPoison })),
    startWorker: (faults) => startJitrWorker(shop, faults),
    passTime: async () => {
      if (!isWithdrawn) await withdraw(emulator, withdrawn)
      isWithdrawn = true
      await clock.advance(betweenRoundsMs)
    },
    state: () => view.state(emulator.snapshot()),
    violations: whenChanged(emulator, () => view.violations(emulator.snapshot())),
    remains: () => [...view.remains(emulator.snapshot()), ...misjudged(shop)],
  }
}

/** Poison that was taken for something else. */
const misjudged = ({ messages, ended }: JitrShop): readonly string[] =>
  [...messages.values()].flatMap(({ id, expected }) => {
    const outcome = ended.get(id)
    if (expected === undefined || outcome === undefined) return []
    const reason = 'reason' in outcome ? outcome.reason : outcome.kind
    return expected.includes(reason) ? [] : [`${id} was taken for ${reason}, and is ${expected.join(' or ')}`]
  })
