import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../plan/check-plan.js'
import { execute } from '../../plan/execute.js'
import type { Plan } from '../../plan/plan.js'
import { createMemoryDriver } from '../../testing/memory-driver.js'
import { planFixture } from '../../testing/plan-fixture.js'
import { planMove } from './plan-move.js'
import { planReprovisioning } from './plan-reprovisioning.js'
import type { ReprovisioningRequest } from './reprovisioning.js'

const [old, fresh] = ['ab'.repeat(32), 'cd'.repeat(32)] as const
const account = { id: '123456789012', region: 'eu-central-1' }
const request: ReprovisioningRequest = {
  name: 'sensors',
  account,
  policy: 'rotate',
  thing: { thingName: 'sensor-1', attributes: { owner: 'a', certificateId: old }, thingGroups: ['a'] },
  from: { certificateId: old, status: 'ACTIVE', notBefore: new Date(0), policies: ['p'] },
  to: { certificateId: fresh, status: 'PENDING_ACTIVATION', notBefore: new Date(1), policies: ['p'] },
}
const document = { Version: '2012-10-17', Statement: [] } as const
const world = () =>
  createMemoryDriver({
    policies: { p: document },
    thingGroups: ['a', 'b'],
    things: {
      'sensor-1': { attributes: request.thing.attributes, thingGroups: ['a'], principals: { [old]: 'shared' } },
    },
    certificates: { [old]: { status: 'ACTIVE', policies: ['p'] }, [fresh]: { status: 'PENDING_ACTIVATION' } },
  })

const carriedOut = async (change: Partial<ReprovisioningRequest>) => {
  const planned = planReprovisioning({ ...request, ...change })
  if (planned.verdict !== 'plan') throw new Error(planned.code)
  checkPlan(planned.plan)
  const driver = world()
  expect((await execute(planned.plan, driver)).status).toBe('completed')
  return driver.state()
}

describe('planReprovisioning', () => {
  it.each([
    ['rotate', {}, { owner: 'a' }, ['a']],
    ['migrate', { changes: { owner: 'b' }, leaves: ['a'], joins: ['b'] }, { owner: 'b' }, ['b']],
    ['reset', {}, {}, []],
    ['reset', { changes: { owner: 'c' }, joins: ['b'] }, { owner: 'c' }, ['b']],
  ] as const)('%s with %j', async (policy, change, attributes, thingGroups) => {
    for (const ownership of ['stamp', 'principals'] as const) {
      const { things, certificates } = await carriedOut({ policy, ownership, ...change })
      const stamp = ownership === 'stamp' ? fresh : old
      expect(things['sensor-1']).toMatchObject({ thingGroups, principals: { [fresh]: 'shared' } })
      expect(things['sensor-1']?.attributes).toEqual({ ...attributes, certificateId: stamp })
      expect(Object.keys(things['sensor-1']?.principals ?? {})).toEqual([fresh])
      expect(certificates).toEqual({
        [old]: { status: 'REVOKED', policies: [] },
        [fresh]: { status: 'ACTIVE', policies: ['p'] },
      })
    }
  })

  it.each([
    ['policy-refuses', { policy: 'refuse' }],
    ['certificate-same', { to: { ...request.to, certificateId: old } }],
    ['device-removed', { from: { ...request.from, tombstoned: true } }],
    ['certificate-older', { to: { ...request.to, notBefore: new Date(0) } }],
    ['certificate-decided', { to: { ...request.to, status: 'INACTIVE' } }],
    ['changes-not-wanted', { joins: ['b'] }],
  ] as const)('refuses: %s', (code, change) => {
    expect(planReprovisioning({ ...request, ...change })).toMatchObject({ verdict: 'refuse', code })
  })
})

describe('planReprovisioning refuses what would leave the thing with nobody, or with two', () => {
  const another = 'ef'.repeat(32)
  const stampedWith = (attributes: Readonly<Record<string, string>>) => ({ thing: { ...request.thing, attributes } })

  it.each([
    ['a policy that is none', { policy: 'replace' }, 'lifecycle-option', 'policy'],
    ['an owner that nothing shows', { ownership: 'off' }, 'lifecycle-option', 'ownership'],
    ['an old certificate that goes on', { retire: 'ACTIVE' }, 'lifecycle-option', 'retire'],
    ['an attachment that is none', { principal: 'both' }, 'lifecycle-option', 'principal'],
    ['an id that is none', { to: { ...request.to, certificateId: 'x' } }, 'lifecycle-option', 'to.certificateId'],
    ['nobody to take it from', { from: undefined }, 'lifecycle-option', 'from.certificateId'],
    ['a stamp of one’s own', { policy: 'migrate', changes: { certificateId: '' } }, 'lifecycle-option', 'changes'],
    ['a group to join and to leave', { policy: 'migrate', joins: ['a'], leaves: ['a'] }, 'lifecycle-option', 'leaves'],
    ['an owner in transfer', { from: { ...request.from, status: 'PENDING_TRANSFER' } }, 'facts-malformed', 'from'],
    ['the thing of another', stampedWith({ certificateId: another }), 'facts-malformed', 'thing'],
    ['a thing without a stamp', stampedWith({ owner: 'a' }), 'facts-malformed', 'thing'],
    ['an unknown option', { group: 'a' }, 'lifecycle-option', 'group'],
  ])('%s', (_, change, code, field) => {
    const given = Object.assign({ ...request }, change)
    expect(() => planReprovisioning(given)).toThrow(expect.objectContaining({ code, field }))
  })

  it('plans the rest, where the thing has passed on before a crash', () => {
    const planned = planReprovisioning({ ...request, ...stampedWith({ certificateId: fresh }) })
    expect(planned.verdict).toBe('plan')
  })

  it('lets attachments show the owner, where no stamp does', () => {
    const planned = planReprovisioning({ ...request, ...stampedWith({}), ownership: 'principals' })
    expect(planned.verdict).toBe('plan')
  })
})

describe('planMove', () => {
  const registration = planFixture({ account: { id: '210987654321', region: 'eu-central-1' } })
  const { certificateId } = registration
  const removal = { name: 'sensors', account, thingName: 'sensor-1', certificateId, certificates: [] }
  const move = { registration, removal, certificateMode: 'SNI_ONLY' } as const

  it('registers there, proves, and removes here last', () => {
    const planned = planMove(move)
    expect(planned.verdict === 'plan' && planned.stages.map(({ stage }) => stage)).toEqual([
      'register',
      'prove',
      'remove',
    ])
  })

  it('needs the plan of a device that the target has accepted', () => {
    const refused: Plan = { ...registration, purpose: 'refuse' }
    expect(() => planMove({ ...move, registration: refused })).toThrow(
      expect.objectContaining({ code: 'lifecycle-option', field: 'registration' }),
    )
  })

  it.each([
    ['not-sni-only', { certificateMode: 'DEFAULT' }],
    ['not-sni-only', { caCertificateMode: 'DEFAULT' }],
    ['certificate-another', { removal: { ...removal, certificateId: fresh } }],
    ['account-same', { registration: planFixture() }],
  ] as const)('refuses: %s', (code, change) => {
    expect(planMove({ ...move, ...change })).toMatchObject({ verdict: 'refuse', code })
  })
})
