import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  ListAttachedPoliciesCommand,
  ListPrincipalThingsCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { account } from '../../../fixtures/emulated-account.js'
import { type RotationScene, rotationScene, thingName } from '../../../fixtures/rotation-scene.js'
import type { RotationStore } from '../../../stores/rotation-store.js'
import { dueByRecord } from './due-by-expiry.js'
import { resumeRotations } from './resume-rotations.js'

const ask = (scene: RotationScene): Promise<unknown> =>
  scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor)).catch(() => undefined)

const resume = ({ handler, store, options }: RotationScene) =>
  resumeRotations({ rotations: handler, store, ...(options.clock && { clock: options.clock }) })

describe('resumeRotations', () => {
  it('takes up what a worker has left, once it has been quiet for a while', async () => {
    let isDown = true
    const scene = await rotationScene({
      issuer: (issuer) => ({
        issue: (request) => (isDown ? Promise.reject(new Error('down')) : issuer.issue(request)),
      }),
    })
    await ask(scene)
    isDown = false
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 0, failed: 0, unreadable: [] })
    scene.pass(60_000)
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 1, failed: 0, unreadable: [] })
    expect((await scene.store.read('1234'))?.record.state).toBe('proving')
    expect(scene.replies.at(-1)?.payload['pem']).toContain('BEGIN CERTIFICATE')
  })

  it('rolls back what was not proven by its deadline, and leaves alone what has time', async () => {
    const scene = await rotationScene()
    await ask(scene)
    scene.pass(3_000_000)
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 0, failed: 0, unreadable: [] })
    scene.pass(600_001)
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 1, failed: 0, unreadable: [] })
    expect((await scene.store.read('1234'))?.record.state).toBe('rolled-back')
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 0, failed: 0, unreadable: [] })
  })

  it('detaches what a worker that was asleep has attached to a certificate that was revoked meanwhile, once', async () => {
    const scene = await rotationScene()
    await ask(scene)
    const { certificateId = '' } = (await scene.store.read('1234'))?.record.next ?? {}
    await scene.handler.tell('1234', { kind: 'cancel' })
    const { client } = scene.world.emulator
    const principal = `arn:aws:iot:${account.region}:${account.id}:cert/${certificateId}`
    await client.send(new AttachPolicyCommand({ policyName: 'sensor', target: principal }))
    await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
    scene.pass(899_000)
    expect(await resume(scene)).toMatchObject({ resumed: 0 })
    scene.pass(1_001)
    expect(await resume(scene)).toMatchObject({ resumed: 1, failed: 0 })
    await scene.world.emulator.settled()
    const policies = await client.send(new ListAttachedPoliciesCommand({ target: principal }))
    const things = await client.send(new ListPrincipalThingsCommand({ principal }))
    expect([policies.policies, things.things]).toEqual([[], []])
    expect((await scene.store.read('1234'))?.record).toMatchObject({ state: 'rolled-back', retired: [] })
    expect(await resume(scene)).toMatchObject({ resumed: 0 })
  })

  it('leaves alone whoever has the certificate issued', async () => {
    const scene = await rotationScene({
      rotation: { leaseMilliseconds: 120_000 },
      issuer: () => ({ issue: () => Promise.reject(new Error('down')) }),
    })
    await ask(scene)
    scene.pass(119_000)
    expect(await resume(scene)).toMatchObject({ resumed: 0, failed: 0 })
    scene.pass(1_000)
    expect(await resume(scene)).toMatchObject({ failed: 1 })
  })

  it('goes on past a record that cannot be read, and names it', async () => {
    const scene = await rotationScene()
    await ask(scene)
    scene.pass(3_660_000)
    const unreadable = { device: '1233', unreadable: new Error('no record') }
    async function* list(): ReturnType<RotationStore['list']> {
      yield unreadable
      yield* scene.store.list()
    }
    const report = await resume({ ...scene, store: { ...scene.store, list } })
    expect(report).toEqual({ devices: 2, resumed: 1, failed: 0, unreadable: [unreadable] })
    const due: unknown[] = []
    for await (const device of dueByRecord(list(), new Date('2100-01-01'))) due.push(device)
    expect(due).toEqual([{ device: '1234', thingName: 'sensor-1234' }])
  })

  it('counts what fails, for the next time', async () => {
    const scene = await rotationScene({ issuer: () => ({ issue: () => Promise.reject(new Error('down')) }) })
    await ask(scene)
    scene.pass(60_000)
    expect(await resume(scene)).toEqual({ devices: 1, resumed: 0, failed: 1, unreadable: [] })
  })
})
