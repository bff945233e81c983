import { planRemoval } from '../lifecycle/removal/plan-removal.js'
import { execute } from '../plan/execute.js'
import type { Plan } from '../plan/plan.js'
import { expectCompleted, expectRefused, expectSame, stateOf } from './contract-expectations.js'
import { accountOf, type DriverContractCase, type DriverWorld } from './driver-world.js'
import { planFixture } from './plan-fixture.js'

/** A device as `planFixture` registers it, and the plan that takes it out again. */
const registered = async (
  world: DriverWorld,
  certificateId: string,
): Promise<{ readonly registration: Plan; readonly removal: Plan }> => {
  const registration = planFixture({ ...accountOf(world), certificateId })
  expectCompleted(await execute(registration, world.driver), 'the registration')
  const { plan } = planRemoval({
    name: 'end-of-life',
    account: registration.account,
    thingName: 'sensor-1',
    certificateId,
    certificates: [{ certificateId, status: 'ACTIVE', policies: ['sensor-policy'], caAutoRegisters: false }],
  })
  return { registration, removal: plan }
}

/** What is taken out is gone, and nothing else is. */
export const removalCases: readonly DriverContractCase[] = [
  {
    name: 'a device that was removed leaves what it shared with others, also when it is removed twice',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [certificateId = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION'] })
      const { removal } = await registered(world, certificateId)
      expectCompleted(await execute(removal, world.driver), 'once')
      const once = await stateOf(world, [certificateId])
      if (once.includes('certificate-0') || once.includes('sensor-1')) throw new Error(`something stayed: ${once}`)
      if (!once.includes('sensor-policy')) throw new Error('the shared policy is gone')
      expectCompleted(await execute(removal, world.restart?.() ?? world.driver), 'twice')
      expectSame(await stateOf(world, [certificateId]), once, 'state after twice')
    },
  },
  {
    name: 'a thing that has passed on to another certificate since the removal was planned stays',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [owner = '', successor = ''] = await world.seed({
        certificates: ['PENDING_ACTIVATION', 'PENDING_ACTIVATION'],
      })
      const { removal } = await registered(world, owner)
      const succession = planFixture({ ...accountOf(world), certificateId: successor, replaces: owner })
      expectCompleted(await execute(succession, world.driver), 'the succession')
      expectRefused(await execute(removal, world.driver), 'thing-owned-by-another')
      const state = await stateOf(world, [owner, successor])
      if (!state.includes('sensor-1')) throw new Error('the thing of the successor is gone')
    },
  },
]
