import {
  AddThingToThingGroupCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
} from '@aws-sdk/client-iot'
import { type Plan, parsePlan } from '@thingplan/core'
import { type ExistingResources, planProvisioning } from '@thingplan/core/provisioning'
import type { Scene } from '../../flow.js'
import { whenChanged } from '../../world/when-changed.js'
import { account, openWorld, type World } from '../../world/world.js'
import { withdraw } from '../withdraw.js'
import { castDevices, type Device } from './cast.js'
import { createDevicesView } from './devices-view.js'
import { type JitpParts, type JitpShop, startJitpWorker } from './jitp-worker.js'
import { writeOrders } from './orders.js'
import {
  createTemplate,
  formerThingGroupName,
  formerThingTypeName,
  namedPolicy,
  policyDocument,
  thingGroupName,
  thingTypeName,
} from './template.js'

const formerAttributes = { site: 'south', floor: '2' }

/** What templates only name, and have to find. */
const furnish = async ({ emulator: { client } }: World): Promise<void> => {
  for (const name of [thingTypeName, formerThingTypeName]) {
    await client.send(new CreateThingTypeCommand({ thingTypeName: name }))
  }
  for (const name of [thingGroupName, formerThingGroupName]) {
    await client.send(new CreateThingGroupCommand({ thingGroupName: name }))
  }
  await client.send(new CreatePolicyCommand({ policyName: namedPolicy, policyDocument }))
}

const settleThing = async ({ role, commonName }: Device, { emulator: { client } }: World): Promise<void> => {
  if (role !== 'known') return
  const attributePayload = { attributes: formerAttributes }
  await client.send(
    new CreateThingCommand({ thingName: commonName, thingTypeName: formerThingTypeName, attributePayload }),
  )
  await client.send(new AddThingToThingGroupCommand({ thingName: commonName, thingGroupName: formerThingGroupName }))
}

const existingOf = ({ role }: Device): ExistingResources =>
  role === 'known'
    ? {
        thing: {
          attributes: formerAttributes,
          thingTypeName: formerThingTypeName,
          thingGroupNames: [formerThingGroupName],
        },
      }
    : {}

const betweenRoundsMs = 90_000

export const setJitpScene = async (seed: number, parts: JitpParts): Promise<Scene> => {
  const [world, devices] = await Promise.all([openWorld(), castDevices(seed)])
  const { clock, emulator } = world
  await furnish(world)
  const template = createTemplate(seed)
  for (const device of devices) await settleThing(device, world)
  const [first, ...others] = devices.map((device): Plan => {
    world.knock(device.certificate)
    const { certificate } = device
    return planProvisioning(template, { account, certificate, serialNumber: 'subject', existing: existingOf(device) })
  })
  if (first === undefined) throw new Error('there is no plan')
  const withdrawn = devices.filter(({ role }) => role === 'withdrawn').map(({ certificate }) => certificate.id)
  let isWithdrawn = false
  const shop: JitpShop = {
    world,
    orders: new Map(writeOrders([first, ...others]).map((order) => [order.id, order])),
    refusals: new Map(),
    isWithdrawn: ({ certificateId }) => isWithdrawn && withdrawn.includes(certificateId),
    parts,
  }
  const view = createDevicesView(
    devices,
    [first, ...others].map((plan) => parsePlan(plan)),
    () => isWithdrawn,
  )

  return {
    clock,
    deliveries: [...shop.orders.values()].map(({ id, isPoison }) => ({ id, isPoison })),
    startWorker: (faults) => startJitpWorker(shop, faults),
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

/** Poison that was refused for another reason than its own. */
const misjudged = ({ orders, refusals }: JitpShop): readonly string[] =>
  [...orders.values()].flatMap(({ id, expected }) => {
    const code = refusals.get(id)
    return code === undefined || code === expected ? [] : [`${id} was refused for ${code}, and is ${expected}`]
  })
