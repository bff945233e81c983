import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { defineRegistration } from '@thingplan/core'
import { defineRotation } from '@thingplan/core/lifecycle'
import { describe, expect, it } from 'vitest'
import { isAllowed } from '../fixtures/authorised-resources.js'
import { confine } from '../fixtures/confine.js'
import { account } from '../fixtures/emulated-account.js'
import { type RotationScene, rotationScene } from '../fixtures/rotation-scene.js'
import { createRotationHandler, type RotationHandler } from '../handlers/rotation/create-rotation-handler.js'
import { createJobNotifier } from '../handlers/rotation/due/create-job-notifier.js'
import { resumeRotations } from '../handlers/rotation/due/resume-rotations.js'
import { sweepRotationOrphans } from '../sweep/sweep-rotation-orphans.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type RotationIamPolicyOptions, type RotationUse, rotationIamPolicy } from './rotation-iam-policy.js'

const where = { partition: 'aws', region: account.region, accountId: account.id } as const
const sensors = defineRegistration({
  name: 'sensors',
  rules: [],
  profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
})
const rotationTable = 'arn:aws:dynamodb:eu-central-1:123456789012:table/rotations'
const base: RotationIamPolicyOptions = {
  ...where,
  rotation: defineRotation({ name: 'sensors' }),
  registration: sensors,
  issuer: 'other',
  rotationTable,
  uses: [],
}

const policyOf = (use: RotationUse, options: Partial<RotationIamPolicyOptions> = {}): IamPolicyDocument =>
  rotationIamPolicy({ ...base, uses: [use], ...options })

/** The same handler, which may do what a policy allows. */
const confined = (scene: RotationScene, policy: IamPolicyDocument) => {
  const { confined: client, denied, used } = confine(scene.world.emulator.client, policy)
  const handler: RotationHandler = createRotationHandler({ ...scene.options, client })
  return { handler, denied, used }
}

const ask = (scene: RotationScene, handler: RotationHandler): Promise<unknown> =>
  handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))

describe('a function that may do what the policy of its use allows, and nothing else', () => {
  it.each(['stamp', 'principals', 'off'] as const)(
    'rotates, with things that show whose they are by: %s',
    async (ownership) => {
      const rotation = defineRotation({ name: 'sensors', ownership })
      const scene = await rotationScene({ rotation: { ownership } })
      const { handler, denied, used } = confined(scene, policyOf({ kind: 'rotate' }, { rotation }))
      await ask(scene, handler)
      const next = (await scene.store.read('1234'))?.record.next?.certificateId ?? ''
      await handler.lambda(scene.event('acknowledgement', { cert_id: next }, next))
      expect(denied).toEqual([])
      expect((await scene.store.read('1234'))?.record).toMatchObject({
        state: 'completed',
        current: { certificateId: next },
      })
      expect(used).toContain('iot:RegisterCertificate')
    },
  )

  it('rolls back what was not acknowledged', async () => {
    const scene = await rotationScene()
    const { handler, denied, used } = confined(scene, policyOf({ kind: 'tend' }))
    await ask(scene, handler)
    scene.pass(3_660_001)
    const { store, options } = scene
    const report = await resumeRotations({ rotations: handler, store, ...(options.clock && { clock: options.clock }) })
    expect([denied, report.resumed]).toEqual([[], 1])
    expect(used).toContain('iot:DetachPolicy')
  })

  it('tidies what was taken out, and sweeps what was issued in vain', async () => {
    const scene = await rotationScene()
    const { store, options } = scene
    const clock = options.clock ?? (() => new Date())
    const tending = confined(scene, policyOf({ kind: 'tend' }))
    const sweeping = confine(scene.world.emulator.client, policyOf({ kind: 'sweep' }))
    await ask(scene, tending.handler)
    const next = (await store.read('1234'))?.record.next?.certificateId ?? ''
    await tending.handler.lambda(scene.event('acknowledgement', { cert_id: next }, next))
    const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: scene.csr.pem })
    const { certificateId } = await scene.world.emulator.client.send(command)
    scene.pass(960_000)
    const { resumed } = await resumeRotations({ rotations: tending.handler, store, clock })
    const { orphans } = await sweepRotationOrphans({
      client: sweeping.confined,
      store,
      leaseMilliseconds: 30_000,
      clock,
    })
    expect([tending.denied, sweeping.denied, resumed]).toEqual([[], [], 1])
    expect(orphans).toEqual([{ certificateId, serialNumber: '1234', verdict: 'delete', outcome: 'done' }])
    expect(sweeping.used).toContain('iot:DeleteCertificate')
  })

  it('makes jobs for the things of the registration, and no other', async () => {
    const scene = await rotationScene()
    const { confined: client, denied } = confine(scene.world.emulator.client, policyOf({ kind: 'notify-by-job' }))
    const notifier = createJobNotifier({ client, account })
    const notice = { run: 'autumn', device: '1234', thingName: 'sensor-1234', deadline: new Date('2027-01-01') }
    await notifier.notify([notice])
    await expect(notifier.notify([{ ...notice, thingName: 'pump-1' }])).rejects.toThrow()
    expect(denied).toHaveLength(1)
  })

  it('is denied what it does where the policy is that of another use', async () => {
    const scene = await rotationScene()
    const { handler, denied } = confined(scene, policyOf({ kind: 'notify-by-job' }))
    await ask(scene, handler).catch(() => undefined)
    expect(denied).not.toEqual([])
  })
})

describe('a policy', () => {
  const publishing = (policy: IamPolicyDocument, topic: string): boolean =>
    isAllowed(policy, { action: 'iot:Publish', resources: [`arn:aws:iot:eu-central-1:123456789012:topic/${topic}`] })

  it('lets devices be answered on their topics, and on no other', () => {
    const policy = policyOf({ kind: 'rotate' }, { prefix: '/cert-rotation' })
    expect(publishing(policy, '/cert-rotation/create-man-cert/1234/rspn')).toBe(true)
    expect(publishing(policy, '/cert-rotation/ack-man-cert/1234/rspn')).toBe(true)
    expect(publishing(policy, '/cert-rotation/ack-man-cert/1234/rqst')).toBe(false)
    expect(publishing(policy, 'cert-rotation/ack-man-cert/1234/rspn')).toBe(false)
  })

  it('allows certificates of AWS IoT where that issues', () => {
    const actions = (issuer: 'aws-iot' | 'other') =>
      policyOf({ kind: 'rotate' }, { issuer }).Statement.flatMap(({ Action }) => Action)
    expect(actions('aws-iot')).toContain('iot:CreateCertificateFromCsr')
    expect(actions('other')).not.toContain('iot:CreateCertificateFromCsr')
  })

  it.each<[object, string]>([
    [{ issuer: 'acm' }, 'issuer'],
    [{ uses: [{ kind: 'anything' }] }, 'uses'],
    [{ uses: [{ kind: 'rotate' }], rotationTable: '*' }, 'rotationTable'],
    [{ things: '*' }, 'things'],
    [{ accountId: '1' }, 'accountId'],
  ])('is not made of %j', (change, field) => {
    expect(() => Reflect.apply(rotationIamPolicy, undefined, [{ ...base, ...change }])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
