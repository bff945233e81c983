import { execute } from '../plan/execute.js'
import type { Plan } from '../plan/plan.js'
import { expectCompleted, expectRefused, expectSame, stateOf } from './contract-expectations.js'
import { accountOf, type DriverContractCase } from './driver-world.js'
import { planFixture } from './plan-fixture.js'

/** The plan with its thing made only after its policy is attached. */
const policyFirst = (plan: Plan): Plan => {
  const isEarly = (kind: string): boolean => kind === 'ensure-policy' || kind === 'attach-policy'
  const early = plan.steps.filter(({ kind }) => isEarly(kind))
  const ids = early.map(({ id }) => id)
  const late = plan.steps
    .filter(({ kind }) => !isEarly(kind))
    .map((step) => (step.kind === 'ensure-thing' ? { ...step, after: [...step.after, ...ids] } : step))
  return { ...plan, steps: [...early, ...late] }
}

/** Attachments hold exactly as long as they should. */
export const attachmentCases: readonly DriverContractCase[] = [
  {
    name: 'what an execution attached is detached again after it failed for good',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [owner = '', claimant = ''] = await world.seed({
        certificates: ['PENDING_ACTIVATION', 'PENDING_ACTIVATION'],
      })
      const of = (certificateId: string): Plan => policyFirst(planFixture({ ...accountOf(world), certificateId }))
      expectCompleted(await execute(of(owner), world.driver), 'the owner')
      const before = await stateOf(world, [owner, claimant])
      const execution = await execute(of(claimant), world.driver)
      expectRefused(execution, 'thing-owned-by-another')
      expectSame(execution.leftovers, [], 'leftovers')
      expectSame(await stateOf(world, [owner, claimant]), before, 'state after the failure')
    },
  },
  {
    name: 'what an execution attached to a certificate that was revoked is detached again',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [certificateId = ''] = await world.seed({ certificates: ['REVOKED'] })
      const execution = await execute(planFixture({ ...accountOf(world), certificateId }), world.driver)
      expectRefused(execution, 'certificate-state-changed')
      expectSame(execution.leftovers, [], 'leftovers')
    },
  },
  {
    name: 'a certificate is attached to its thing exclusively, and stays so',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [certificateId = ''] = await world.seed({ certificates: ['PENDING_ACTIVATION'] })
      const plan = planFixture({ ...accountOf(world), certificateId, principal: 'exclusive' })
      expectCompleted(await execute(plan, world.driver), 'once')
      const once = await stateOf(world, [certificateId])
      expectCompleted(await execute(plan, world.driver), 'twice')
      expectSame(await stateOf(world, [certificateId]), once, 'state after twice')
    },
  },
]
