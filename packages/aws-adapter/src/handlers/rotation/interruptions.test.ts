import { describe, expect, it } from 'vitest'
import { createIotIssuer } from '../../authority/issuer/create-iot-issuer.js'
import { type RotationScene, type RotationSceneOptions, rotationScene } from '../../fixtures/rotation-scene.js'
import { createMemoryRotationStore } from '../../stores/memory-rotation-store.js'
import type { RotationStore } from '../../stores/rotation-store.js'
import { createRotationHandler } from './create-rotation-handler.js'

/** Cuts the work off before or after the call of a number, as a function that is killed is; the next one goes on. */
interface Cut {
  readonly at: number
  readonly when: 'before' | 'after'
}

const killed = new Error('the function was killed')

/** A scene whose worker makes every call to the world through a counter that cuts it off. */
const cutScene = async (cut: Cut, options: RotationSceneOptions = {}) => {
  const store = createMemoryRotationStore()
  const scene = await rotationScene({ ...options, handler: { store, ...options.handler } })
  let calls = 0
  let isDead = false
  const through = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (isDead) throw killed
    calls += 1
    const isCut = calls === cut.at
    if (isCut) isDead = true
    if (isCut && cut.when === 'before') throw killed
    const answer = await call()
    if (isDead) throw killed
    return answer
  }
  const { client, data, issuer } = scene.options
  const counted: RotationStore = {
    read: (device) => through(() => store.read(device)),
    write: (write) => through(() => store.write(write)),
    list: () => store.list(),
  }
  const send = client.send.bind(client)
  const handler = createRotationHandler({
    ...scene.options,
    client: Object.assign(Object.create(client), { send: (command: never) => through(() => send(command)) }),
    data: { send: (command) => through(() => data.send(command)) },
    issuer: { issue: (request) => through(() => issuer.issue(request)) },
    store: counted,
  })
  return { scene, handler, reached: (): boolean => calls >= cut.at }
}

const connects = async ({ world, status, vendor }: RotationScene, next: string | undefined): Promise<string[]> => {
  const found: string[] = []
  for (const id of [vendor, ...(next === undefined ? [] : [next])]) if ((await status(id)) === 'ACTIVE') found.push(id)
  await world.emulator.settled()
  return found
}

describe('a worker that dies', () => {
  it.each(['before', 'after'] as const)(
    '%s any call leaves the device with a certificate that works, and its repetition comes to the end',
    async (when) => {
      let cuts = 0
      for (let at = 1; ; at += 1) {
        const { scene, handler, reached } = await cutScene({ at, when })
        const request = scene.event('request', { csr: scene.csr.pem }, scene.vendor)
        const nextOf = async () => (await scene.store.read('1234'))?.record.next?.certificateId

        await handler.lambda(request).catch(() => undefined)
        expect(await connects(scene, await nextOf())).toContain(scene.vendor)
        // A lease that the dead worker has left is over.
        scene.pass(30_000)
        await scene.handler.lambda(request)
        const next = await nextOf()
        expect(await connects(scene, next)).toEqual([scene.vendor, next])

        const acknowledgement = scene.event('acknowledgement', { cert_id: next }, next ?? '')
        await handler.lambda(acknowledgement).catch(() => undefined)
        expect(await connects(scene, next)).toContain(next)
        await scene.handler.lambda(acknowledgement)
        expect(await connects(scene, next)).toEqual([next])
        expect(scene.replies.at(-1)?.payload).toEqual({ cert_id: next })
        expect((await scene.store.read('1234'))?.record.state).toBe('completed')
        if (!reached()) break
        cuts += 1
      }
      expect(cuts).toBeGreaterThan(20)
    },
  )
})

describe('a write whose answer was lost', () => {
  it('is recognised as one’s own, and the device is answered', async () => {
    const store = createMemoryRotationStore()
    const lost: RotationStore = {
      ...store,
      write: async (write) => {
        const written = await store.write(write)
        return write.record.state === 'preparing' || write.record.state === 'proving' ? 'conflict' : written
      },
    }
    const scene = await rotationScene({ handler: { store: lost } })
    const outcome = await scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))
    expect(outcome).toMatchObject({ kind: 'accepted', reply: 'certificate' })
    expect(scene.issued()).toBe(1)
  })

  it('and a record that others change again and again goes back to the queue', async () => {
    const store = createMemoryRotationStore()
    const scene = await rotationScene({ handler: { store } })
    const handler = createRotationHandler({ ...scene.options, store: { ...store, write: async () => 'conflict' } })
    const asked = handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))
    await expect(asked).rejects.toMatchObject({ code: 'rotation-retryable', outcome: { reason: 'conflict' } })
    expect(scene.issued()).toBe(0)
  })
})

describe('AWS IoT itself as the issuer', () => {
  it('makes certificates that are registered already', async () => {
    const scene = await rotationScene({ rotation: { issuerCopiesSubject: true } })
    const handler = createRotationHandler({
      ...scene.options,
      issuer: createIotIssuer({ client: scene.world.emulator.client }),
      subject: () => [['CN', 'any']],
    })
    await handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))
    const next = scene.replies.at(-1)?.payload['cert_id'] ?? ''
    expect(await scene.status(next)).toBe('ACTIVE')
  })
})
