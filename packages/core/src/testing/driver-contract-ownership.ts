import { execute } from '../plan/execute.js'
import { expectCompleted, expectRefused, expectSame, stateOf } from './contract-expectations.js'
import { accountOf, type DriverContractCase, type DriverWorld, type MakeWorld } from './driver-world.js'
import { type PlanFixtureOptions, planFixture } from './plan-fixture.js'

interface Scene {
  readonly world: DriverWorld
  readonly owner: string
  readonly claimant: string
}

const twoCertificates = async (makeWorld: MakeWorld): Promise<Scene> => {
  const world = await makeWorld()
  const [owner = '', claimant = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION', 'PENDING_ACTIVATION'] })
  return { world, owner, claimant }
}

const register = (
  world: DriverWorld,
  certificateId: string,
  options: PlanFixtureOptions = {},
): ReturnType<typeof execute> => execute(planFixture({ ...accountOf(world), ...options, certificateId }), world.driver)

const secondClaim = (ownership: 'stamp' | 'principals'): DriverContractCase => ({
  name: `a thing that another certificate owns (${ownership}) is refused, and its owner named`,
  run: async (makeWorld) => {
    const { world, owner, claimant } = await twoCertificates(makeWorld)
    expectCompleted(await register(world, owner, { ownership }), 'the owner')
    const before = await stateOf(world, [owner, claimant])
    for (const adopt of [false, true]) {
      const refusal = expectRefused(await register(world, claimant, { ownership, adopt }), 'thing-owned-by-another')
      expectSame(refusal.owner, owner, 'owner')
      expectSame(await stateOf(world, [owner, claimant]), before, 'state after the refusal')
    }
  },
})

const ownerless = { thingName: 'sensor-1', attributes: { serial_number: '1' } }

/** A thing belongs to one certificate, and changes hands only on purpose. */
export const ownershipCases: readonly DriverContractCase[] = [
  secondClaim('stamp'),
  secondClaim('principals'),
  {
    name: 'with ownership off, two certificates share a thing',
    run: async (makeWorld) => {
      const { world, owner, claimant } = await twoCertificates(makeWorld)
      expectCompleted(await register(world, owner, { ownership: 'off' }), 'the first')
      expectCompleted(await register(world, claimant, { ownership: 'off' }), 'the second')
    },
  },
  {
    name: 'a thing that shows no owner is refused',
    run: async (makeWorld) => {
      const { world, claimant } = await twoCertificates(makeWorld)
      await world.seed({ things: [ownerless] })
      const refusal = expectRefused(await register(world, claimant), 'thing-owned-by-another')
      expectSame(refusal.owner === undefined, true, 'no owner')
    },
  },
  {
    name: 'a thing that shows no owner is adopted where that is wanted, and stays adopted',
    run: async (makeWorld) => {
      const { world, owner, claimant } = await twoCertificates(makeWorld)
      await world.seed({ things: [ownerless] })
      expectCompleted(await register(world, owner, { adopt: true }), 'adoption')
      const adopted = await stateOf(world, [owner])
      expectCompleted(await register(world, owner, { adopt: true }), 'adoption again')
      expectSame(await stateOf(world, [owner]), adopted, 'state after the second adoption')
      expectRefused(await register(world, claimant, { adopt: true }), 'thing-owned-by-another')
    },
  },
  {
    name: 'a thing without a stamp that another certificate is attached to is not adopted',
    run: async (makeWorld) => {
      const { world, owner, claimant } = await twoCertificates(makeWorld)
      expectCompleted(await register(world, owner, { ownership: 'off' }), 'the first')
      expectRefused(await register(world, claimant, { adopt: true }), 'thing-owned-by-another')
    },
  },
  {
    name: 'a thing changes hands from the owner that the plan names, and from no other',
    run: async (makeWorld) => {
      const { world, owner, claimant } = await twoCertificates(makeWorld)
      const [third = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION'] })
      expectCompleted(await register(world, owner), 'the first owner')
      expectCompleted(await register(world, claimant, { replaces: owner }), 'the second owner')
      const refusal = expectRefused(await register(world, third, { replaces: owner }), 'thing-owned-by-another')
      expectSame(refusal.owner, claimant, 'owner')
    },
  },
]
