import { execute } from '../plan/execute.js'
import type { CertificateStatus } from '../plan/step/set-certificate-status.js'
import type { PolicyDocument } from '../policy/policy-document.js'
import { expectCompleted, expectRefused, expectSame, stateOf } from './contract-expectations.js'
import { accountOf, type DriverContractCase } from './driver-world.js'
import { planFixture } from './plan-fixture.js'

const otherDocument: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
}

const foundIn = (status: CertificateStatus): DriverContractCase => ({
  name: `a certificate that is ${status} by now is not activated`,
  run: async (makeWorld) => {
    const world = await makeWorld()
    const [certificateId = ''] = await world.seed({ certificates: [status] })
    const execution = await execute(planFixture({ ...accountOf(world), certificateId }), world.driver)
    expectRefused(execution, 'certificate-state-changed')
    const state = await stateOf(world, [certificateId])
    expectSame(state.includes('"ACTIVE"'), false, 'an ACTIVE certificate')
    expectSame(state.includes(`"${status}"`), true, `a certificate that is ${status}`)
  },
})

/** What a plan does not expect to find ends it, before anything is active. */
export const refusalCases: readonly DriverContractCase[] = [
  foundIn('INACTIVE'),
  foundIn('REVOKED'),
  {
    name: 'a certificate that is ACTIVE already stays so',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [certificateId = ''] = await world.seed({ certificates: ['ACTIVE'] })
      expectCompleted(await execute(planFixture({ ...accountOf(world), certificateId }), world.driver), 'activation')
    },
  },
  {
    name: 'a policy of the same name with another document is refused, and left as it is',
    run: async (makeWorld) => {
      const world = await makeWorld()
      const [certificateId = ''] = await world.seed({
        certificates: ['PENDING_ACTIVATION'],
        policies: [{ policyName: 'sensor-policy', document: otherDocument }],
      })
      expectRefused(await execute(planFixture({ ...accountOf(world), certificateId }), world.driver), 'policy-differs')
      const state = await stateOf(world, [certificateId])
      expectSame(state.includes('iot:*'), true, 'the document that was there')
    },
  },
]
