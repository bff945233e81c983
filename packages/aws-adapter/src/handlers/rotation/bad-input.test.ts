import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { keepTrail } from '../../fixtures/keep-trail.js'
import { type RotationScene, rotationScene } from '../../fixtures/rotation-scene.js'

/** A certificate of another device, whatever its name. */
const neighbour = 'f'.repeat(64)

const anotherCsr = (async () =>
  (await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=5678' })).pem)()

const ask = (scene: RotationScene): Promise<unknown> =>
  scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))

const received = ({ replies }: RotationScene): string => replies.at(-1)?.payload['cert_id'] ?? ''

const acknowledge = (scene: RotationScene, principal = received(scene)): Promise<unknown> =>
  scene.handler.lambda(scene.event('acknowledgement', { cert_id: received(scene) }, principal))

/** How far the rotation is when the message comes. */
const begin = {
  offered: async () => {},
  proving: ask,
  completed: async (scene: RotationScene) => {
    await ask(scene)
    await acknowledge(scene)
  },
} as const

type Message = readonly [of: 'request' | 'acknowledgement', payload: object | string, principal: string]

const rows: readonly (readonly [
  what: string,
  at: keyof typeof begin,
  message: (scene: RotationScene) => Message | Promise<Message>,
  code: string,
])[] = [
  ['forged: a request', 'offered', ({ csr }) => ['request', { csr: csr.pem }, neighbour], 'principal-foreign'],
  [
    'forged: an acknowledgement',
    'proving',
    (scene) => ['acknowledgement', { cert_id: received(scene) }, neighbour],
    'principal-foreign',
  ],
  [
    'forged: an acknowledgement by whoever has the old certificate only',
    'proving',
    (scene) => ['acknowledgement', { cert_id: received(scene) }, scene.vendor],
    'acknowledged-over-another',
  ],
  [
    'forged: a sender within the payload',
    'offered',
    ({ csr, vendor }) => ['request', { csr: csr.pem, principal: vendor, device: '1234' }, neighbour],
    'principal-foreign',
  ],
  [
    'replayed: with the nonce of another job',
    'offered',
    ({ csr, vendor }) => ['request', { csr: csr.pem, nonce: 'of-an-earlier-job' }, vendor],
    'nonce-differs',
  ],
  [
    'reordered: an acknowledgement before the request',
    'offered',
    ({ vendor }) => ['acknowledgement', { cert_id: neighbour }, vendor],
    'out-of-order',
  ],
  [
    'for another key, while a request is under way',
    'proving',
    async ({ vendor }) => ['request', { csr: await anotherCsr }, vendor],
    'request-differs',
  ],
  [
    'a request after completion, over the new certificate',
    'completed',
    async (scene) => ['request', { csr: await anotherCsr }, received(scene)],
    'rotation-completed',
  ],
  [
    'a request after completion, over the old certificate',
    'completed',
    async ({ vendor }) => ['request', { csr: await anotherCsr }, vendor],
    'rotation-completed',
  ],
  [
    'truncated',
    'offered',
    ({ csr, vendor }) => ['request', JSON.stringify({ csr: csr.pem }).slice(0, -9), vendor],
    'request-malformed',
  ],
  [
    'truncated within the CSR',
    'offered',
    ({ csr, vendor }) => ['request', { csr: csr.pem.slice(0, -60) }, vendor],
    'request-unreadable',
  ],
  ['oversized', 'offered', ({ vendor }) => ['request', { csr: 'x'.repeat(120_000) }, vendor], 'request-malformed'],
]

describe('a message that is forged, replayed, reordered, truncated or oversized', () => {
  it.each(rows)('changes nothing, and is recorded: %s (%s)', async (_, at, messageOf, code) => {
    const { audit, kept } = keepTrail()
    const scene = await rotationScene({ handler: { audit } })
    await begin[at](scene)
    const event = scene.event(...(await messageOf(scene)))
    const everything = async (): Promise<unknown> => [
      scene.world.emulator.snapshot({ volatile: true }),
      await scene.store.read('1234'),
      scene.issued(),
    ]
    const before = await everything()
    kept.splice(0)
    await expect(scene.handler.lambda(event)).resolves.toMatchObject({ kind: 'refused', reason: code })
    expect(await everything()).toEqual(before)
    const codes = kept.map((each) => ('failure' in each ? each.failure.code : 'code' in each ? each.code : each.type))
    expect(codes).toEqual([code])
  })

  it('and every message once more, in any order, when all is done: the same answers, and no other certificate', async () => {
    const scene = await rotationScene()
    await ask(scene)
    await acknowledge(scene)
    const [certificate, confirmation] = scene.replies.map(({ payload }) => payload)
    const id = received(scene)
    const before = [scene.world.emulator.snapshot(), await scene.store.read('1234')]
    for (const [kind, payload, principal, answer] of [
      ['acknowledgement', { cert_id: id }, id, confirmation],
      ['request', { csr: scene.csr.pem }, scene.vendor, certificate],
      ['request', { csr: scene.csr.pem }, id, certificate],
      ['acknowledgement', { cert_id: id }, id, confirmation],
    ] as const) {
      await scene.handler.lambda(scene.event(kind, payload, principal))
      expect(scene.replies.at(-1)?.payload).toEqual(answer)
    }
    expect([scene.world.emulator.snapshot(), await scene.store.read('1234')]).toEqual(before)
    expect(scene.issued()).toBe(1)
  })
})
