import { execute } from '../plan/execute.js'
import type { Plan } from '../plan/plan.js'
import { addToThingGroup } from '../plan/step/add-to-thing-group.js'
import { ensureThing } from '../plan/step/ensure-thing.js'
import { ensureThingGroup } from '../plan/step/ensure-thing-group.js'
import { ensureThingType } from '../plan/step/ensure-thing-type.js'
import { registerCertificate } from '../plan/step/register-certificate.js'
import { removeFromThingGroup } from '../plan/step/remove-from-thing-group.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Step } from '../plan/step/step.js'
import { updateThing } from '../plan/step/update-thing.js'
import { expectCompleted, expectRefused, expectSame, stateOf } from './contract-expectations.js'
import { accountOf, type DriverContractCase, type DriverWorld, unregisteredCertificate } from './driver-world.js'
import { planFixture } from './plan-fixture.js'

/** A plan about the certificate that it registers, if it registers one. */
const planOf = (world: DriverWorld, ...steps: readonly Step[]): Plan => {
  const registered = steps.find((step) => step.kind === 'register-certificate')
  const about = registered === undefined ? {} : { certificateId: registered.certificateId }
  return { ...planFixture({ ...accountOf(world), ...about }), steps }
}

const carryOut = async (world: DriverWorld, ...steps: readonly Step[]): Promise<void> =>
  expectCompleted(await execute(planOf(world, ...steps), world.driver), steps.map(({ id }) => id).join(', '))

const join = (thingName: string, thingGroupName: string): readonly Step[] => {
  const group = ensureThingGroup({ thingGroupName, after: [] })
  return [group, addToThingGroup({ thingName, thingGroupName, after: [group.id] })]
}

const leave = (thingName: string, thingGroupName: string): Step =>
  removeFromThingGroup({ thingName, thingGroupName, after: [] })

const thingCases: readonly DriverContractCase[] = [
  {
    name: 'update-thing: attributes are added, replaced and taken away, and the others stay',
    run: async (makeWorld) => {
      const [world, expected] = [await makeWorld(), await makeWorld()]
      await world.seed({ things: [{ thingName: 'sensor-1', attributes: { kept: '1', place: '2', draft: '3' } }] })
      await expected.seed({ things: [{ thingName: 'sensor-1', attributes: { kept: '1', place: '4', site: '5' } }] })
      const attributes = { place: '4', site: '5', draft: '', unknown: '' }
      const update = updateThing({ thingName: 'sensor-1', attributes, after: [] })
      for (const when of ['once', 'twice']) {
        await carryOut(world, update)
        expectSame(await stateOf(world, []), await stateOf(expected, []), `state after the update, ${when}`)
      }
    },
  },
  {
    name: 'update-thing: a thing gets another type, which the plan ensures',
    run: async (makeWorld) => {
      const [world, expected] = [await makeWorld(), await makeWorld()]
      const type = ensureThingType({ thingTypeName: 'meter', searchableAttributes: ['place'], after: [] })
      const typed = { thingName: 'sensor-1', thingTypeName: 'meter', attributes: {}, after: [type.id] }
      const { certificateId } = planFixture()
      await expected.seed({})
      await carryOut(expected, type, ensureThing({ ...typed, certificateId, ownership: 'off', adopt: false }))
      await world.seed({ things: [{ thingName: 'sensor-1', attributes: {} }] })
      await carryOut(world, type, updateThing(typed))
      expectSame(await stateOf(world, []), await stateOf(expected, []), 'state after the update')
    },
  },
  {
    name: 'update-thing: a thing that does not exist is not made',
    run: async (makeWorld) => {
      const world = await makeWorld()
      await world.seed({})
      const before = await stateOf(world, [])
      const update = updateThing({ thingName: 'sensor-1', attributes: { place: '1' }, after: [] })
      expectRefused(await execute(planOf(world, update), world.driver), 'prerequisite-missing')
      expectSame(await stateOf(world, []), before, 'state after the refusal')
    },
  },
  {
    name: 'remove-from-thing-group: a thing leaves its group, and others stay in it',
    run: async (makeWorld) => {
      const [world, expected] = [await makeWorld(), await makeWorld()]
      const things = ['sensor-1', 'sensor-2'].map((thingName) => ({ thingName, attributes: {} }))
      for (const each of [world, expected]) {
        await each.seed({ things })
        await carryOut(each, ...join('sensor-2', 'stock'))
      }
      await carryOut(world, ...join('sensor-1', 'stock'))
      for (const when of ['once', 'twice']) {
        await carryOut(world, leave('sensor-1', 'stock'))
        expectSame(await stateOf(world, []), await stateOf(expected, []), `state after leaving, ${when}`)
      }
    },
  },
  {
    name: 'remove-from-thing-group: nobody is in a group that does not exist, and nothing in any group',
    run: async (makeWorld) => {
      const world = await makeWorld()
      await world.seed({ things: [{ thingName: 'sensor-1', attributes: {} }] })
      await carryOut(world, ...join('sensor-1', 'plant'))
      const before = await stateOf(world, [])
      await carryOut(world, leave('sensor-1', 'stock'))
      await carryOut(world, leave('sensor-2', 'plant'))
      expectSame(await stateOf(world, []), before, 'state after leaving')
    },
  },
]

const certificateCases: readonly DriverContractCase[] = [
  {
    name: 'register-certificate: a certificate is registered, and not active',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const certificate = await unregisteredCertificate(world)
      await carryOut(world, registerCertificate({ ...certificate, after: [] }))
      const state = await stateOf(world, [certificate.certificateId])
      expectSame(state.includes('"INACTIVE"'), true, 'an INACTIVE certificate')
      expectSame(state.includes('"ACTIVE"'), false, 'an ACTIVE certificate')
    },
  },
  {
    name: 'register-certificate: a certificate that was revoked meanwhile stays so',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const certificate = await unregisteredCertificate(world)
      const { certificateId, certificatePem } = certificate
      const registered = registerCertificate({ ...certificate, after: [] })
      const revoked = setCertificateStatus({
        certificateId,
        status: 'REVOKED',
        expects: ['INACTIVE'],
        after: [registered.id],
      })
      await carryOut(world, registered, revoked)
      const plan = planFixture({ ...accountOf(world), registers: { certificatePem } })
      expectRefused(await execute(plan, world.driver), 'certificate-state-changed')
      const state = await stateOf(world, [certificateId])
      expectSame(state.includes('"REVOKED"'), true, 'a REVOKED certificate')
    },
  },
  {
    name: 'register-certificate: the PEM of another certificate is refused, and not registered',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const { certificatePem } = await unregisteredCertificate(world)
      const { certificateId } = planFixture()
      const before = await stateOf(world, [])
      const registration = registerCertificate({ certificateId, certificatePem, after: [] })
      expectRefused(await execute(planOf(world, registration), world.driver), 'step-refused')
      expectSame(await stateOf(world, []), before, 'state after the refusal')
    },
  },
]

/** Things and certificates that are there, or not yet, become what a provisioning template makes of them. */
export const provisioningCases: readonly DriverContractCase[] = [...thingCases, ...certificateCases]
