import { defineRegistration, type Plan, type Registration, type Step } from '@thingplan/core'
import { type Calls, estimate, stepCosts } from '@thingplan/core/capacity'
import { type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { type EmulatedAccount, emulateAccount } from '../fixtures/emulated-account.js'
import { removalPlan } from '../fixtures/removal-plan.js'
import { sensors } from '../fixtures/sensors.js'
import { contextOf } from '../fixtures/step-of.js'
import { createJitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import { createIotDriver } from './create-iot-driver.js'

/** Makes the plan of one more device; what stands in its way, or what it needs, is there already. */
type Scenario = (account: EmulatedAccount, device: number) => Promise<Plan>

const waiting = ({ certificateIn }: EmulatedAccount): Promise<string> => certificateIn('PENDING_ACTIVATION')

const registering =
  (options: PlanFixtureOptions): Scenario =>
  async (account, device) =>
    planFixture({ ...options, thingName: `sensor-${device}`, certificateId: await waiting(account) })

const perform = async (account: EmulatedAccount, plan: Plan): Promise<Plan> => {
  const driver = createIotDriver({ client: account.emulator.client })
  for (const step of plan.steps) await driver.perform(step, contextOf(plan))
  return plan
}

const replacing =
  (ownership: 'stamp' | 'principals'): Scenario =>
  async (account, device) => {
    const before = await perform(account, await registering({ ownership })(account, device))
    return registering({ ownership, replaces: before.certificateId })(account, device)
  }

const withOwnPolicy: Scenario = async (account, device) => {
  const plan = planFixture({
    thingName: `sensor-${device}`,
    policyName: `own-${device}`,
    certificateId: await waiting(account),
  })
  const steps = plan.steps.map((step): Step => (step.kind === 'ensure-policy' ? { ...step, scope: 'device' } : step))
  return { ...plan, steps }
}

const registeringItself: Scenario = async ({ issue }, device) => {
  const { pem: certificatePem } = await issue({ CN: `sensor-${device}` })
  return planFixture({ thingName: `sensor-${device}`, registers: { certificatePem } })
}

const removing: Scenario = async (account, device) => {
  const { certificateId } = await perform(account, await withOwnPolicy(account, device))
  const policy = `own-${device}`
  return removalPlan({
    thingName: `sensor-${device}`,
    certificateId,
    certificates: [{ certificateId, status: 'ACTIVE', policies: [policy], caAutoRegisters: false }],
    thingGroups: ['north'],
    devicePolicies: [policy],
  })
}

const groups = { thingGroupName: 'north', billingGroupName: 'bills' }
const scenarios: readonly (readonly [string, Scenario])[] = [
  ['a shared policy and groups', registering(groups)],
  ['attachments as owners', registering({ ownership: 'principals' })],
  ['nobody as owner', registering({ ownership: 'off' })],
  ['a policy of its own', withOwnPolicy],
  ['a certificate that it registers', registeringItself],
  ['a thing that changes', registering({ changes: { attributes: { place: 'hall-2' } }, leaves: 'north' })],
  ['a predecessor, shown by the stamp', replacing('stamp')],
  ['a predecessor, shown by attachments', replacing('principals')],
  ['what is taken out', removing],
]

const caseOf = (step: Step): string => {
  if (step.kind === 'ensure-policy') return `${step.kind}:${step.scope}`
  return step.kind === 'ensure-thing' || step.kind === 'set-thing-owner' ? `${step.kind}:${step.ownership}` : step.kind
}

/** The calls that have arrived while something was done. */
const counted = async ({ emulator }: EmulatedAccount, work: () => Promise<unknown>): Promise<Calls> => {
  emulator.forgetCalls()
  await work()
  const counts = new Map<string, number>()
  for (const { name } of emulator.calls) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

const isOfApi = ([operation, count]: readonly [string, number]): boolean => !operation.startsWith('mqtt:') && count > 0

/** Calls to the control plane, added up. */
const sum = (...parts: readonly Calls[]): Calls => {
  const operations = new Set(parts.flatMap((calls) => Object.keys(calls)))
  return Object.fromEntries(
    [...operations]
      .map((operation) => [operation, parts.reduce((total, calls) => total + (calls[operation] ?? 0), 0)] as const)
      .filter(isOfApi),
  )
}

/** What each case of a step costs the second device of a process. */
const costsInSteadyState = async (): Promise<ReadonlyMap<string, Calls>> => {
  const costs = new Map<string, Calls>()
  for (const [, scenario] of scenarios) {
    const account = await emulateAccount()
    const driver = createIotDriver({ client: account.emulator.client })
    for (const device of [1, 2]) {
      const plan = await scenario(account, device)
      for (const step of plan.steps) {
        const calls = await counted(account, () => driver.perform(step, contextOf(plan)))
        if (device === 2) costs.set(caseOf(step), calls)
      }
    }
  }
  return costs
}

describe('what the table says that steps cost is what the driver sends', async () => {
  const costs = await costsInSteadyState()

  it.each(Object.entries(stepCosts))('for each device: %s', (stepCase, { each }) => {
    expect(costs.get(stepCase)).toEqual(each)
  })

  it.each(scenarios)('for the first of all devices, for the next, and for another process: %s', async (_, scenario) => {
    const account = await emulateAccount()
    const { client } = account.emulator
    const driver = createIotDriver({ client })
    const another = createIotDriver({ client })
    const spent: Calls[] = []
    const promised: Calls[] = []
    for (const [index, worker] of [driver, driver, another].entries()) {
      const plan = await scenario(account, index + 1)
      const isUsed = Object.keys(account.emulator.snapshot().policies).length > 0
      spent.push(
        await counted(account, async () => {
          for (const step of plan.steps) await worker.perform(step, contextOf(plan))
        }),
      )
      const { perDevice, perProcess, firstOfAKind } = estimate(plan, { devices: 1 }).calls
      promised.push(sum(perDevice, index === 1 ? {} : perProcess, index === 0 && !isUsed ? firstOfAKind : {}))
    }
    expect(spent).toEqual(promised)
  })
})

const named = (
  name: string,
  more: Partial<Parameters<typeof defineRegistration>[0]['profiles'][number]>,
): Registration =>
  defineRegistration({
    name,
    rules: [],
    profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [], ...more }],
  })

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
} as const

describe('what an estimate says that a registration costs is what the handler sends', () => {
  it.each([
    ['a shared policy', sensors],
    ['a group of its own', named('grouped', { groups: ['group-<%= certificate.attributes.subject.CN %>'] })],
    [
      'a policy of its own',
      named('own', { policies: [{ name: 'own-<%= certificate.attributes.subject.CN %>', document }] }),
    ],
    [
      'a policy of its maker',
      named('made', { policies: [{ name: 'of-<%= certificate.attributes.subject.O %>', document }] }),
    ],
  ])('%s', async (_, registration) => {
    const account = await emulateAccount()
    const { client } = account.emulator
    const register = async (device: number) => {
      const event = await account.knock(await account.issue({ CN: `${device}`, O: 'Acme' }))
      return { event, handler: createJitrHandler({ registration, client }) }
    }
    const first = await register(1)
    await first.handler(first.event)
    const second = await register(2)
    const { perDevice } = estimate(registration, { devices: 1 }).calls
    expect(await counted(account, () => first.handler(second.event))).toEqual(sum(perDevice))

    const again = estimate(registration, { devices: 1, duplicatesPerDevice: 1 }).calls.perDevice
    const inAll = sum(perDevice, await counted(account, () => second.handler(second.event)))
    expect(inAll).toEqual(sum(again))
  })
})
