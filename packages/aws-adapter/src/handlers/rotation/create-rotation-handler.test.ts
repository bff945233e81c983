import { ListAttachedPoliciesCommand, ListPrincipalThingsCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { sqsEvent } from '../../fixtures/invocations.js'
import { type RotationScene, rotationScene, thingName } from '../../fixtures/rotation-scene.js'
import { createRotationHandler } from './create-rotation-handler.js'

const ask = (scene: RotationScene, csr = scene.csr.pem): Promise<unknown> =>
  scene.handler.lambda(scene.event('request', { csr }, scene.vendor))

/** The certificate that the device was sent last. */
const received = ({ replies }: RotationScene): string => replies.at(-1)?.payload['cert_id'] ?? ''

const acknowledge = (scene: RotationScene, id: string, principal = id): Promise<unknown> =>
  scene.handler.lambda(scene.event('acknowledgement', { cert_id: id }, principal))

const stateOf = async ({ store }: RotationScene): Promise<string | undefined> =>
  (await store.read('1234'))?.record.state

const thingOf = async (scene: RotationScene, id: string): Promise<readonly string[]> => {
  const principal = `arn:aws:iot:eu-central-1:123456789012:cert/${id}`
  const { things = [] } = await scene.world.emulator.client.send(new ListPrincipalThingsCommand({ principal }))
  return things
}

describe('a rotation', () => {
  it('gives the device a certificate that works beside the old one, and answers with it', async () => {
    const scene = await rotationScene()
    await expect(ask(scene)).resolves.toMatchObject({ kind: 'accepted', device: '1234', reply: 'certificate' })
    expect(scene.replies).toEqual([
      {
        topic: 'cert-rotation/create-man-cert/1234/rspn',
        payload: {
          pem: expect.stringContaining('BEGIN CERTIFICATE'),
          cert_id: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ])
    const next = received(scene)
    expect(await scene.status(next)).toBe('ACTIVE')
    expect(await scene.status(scene.vendor)).toBe('ACTIVE')
    expect(await thingOf(scene, next)).toEqual([thingName])
    expect(scene.outcomes[0]?.decisions.map(({ code }) => code)).toEqual([
      'request-accepted',
      'certificate-issued',
      'prepared',
    ])
  })

  it('retires the old one when the new one was acknowledged over itself', async () => {
    const scene = await rotationScene()
    await ask(scene)
    const next = received(scene)
    await expect(acknowledge(scene, next)).resolves.toMatchObject({ kind: 'accepted', reply: 'acknowledgement' })
    expect(scene.replies.at(-1)).toEqual({ topic: 'cert-rotation/ack-man-cert/1234/rspn', payload: { cert_id: next } })
    expect(await scene.status(scene.vendor)).toBe('REVOKED')
    expect(await thingOf(scene, scene.vendor)).toEqual([])
    expect(await stateOf(scene)).toBe('completed')
  })

  it('answers a repeated message with the same, and issues one certificate', async () => {
    const scene = await rotationScene()
    await ask(scene)
    await ask(scene)
    expect(scene.replies[1]).toEqual(scene.replies[0])
    const next = received(scene)
    await acknowledge(scene, next)
    await acknowledge(scene, next)
    expect(scene.replies[3]).toEqual(scene.replies[2])
    expect(scene.issued()).toBe(1)
  })

  it('converges when the same request is worked on twice at once', async () => {
    const scene = await rotationScene()
    const asked = await Promise.allSettled([ask(scene), ask(scene), ask(scene)])
    // Whoever comes while another has the certificate issued goes back to the queue.
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(scene.outcomes.filter(({ kind }) => kind === 'failed')).toMatchObject(
      Array(2).fill({ reason: 'issue-under-way', retryable: true }),
    )
    expect(scene.issued()).toBe(1)
    await ask(scene)
    const next = received(scene)
    expect(new Set(scene.replies.map(({ payload }) => payload['cert_id']))).toEqual(new Set([next]))
    await acknowledge(scene, next)
    expect(await stateOf(scene)).toBe('completed')
  })

  it('gives up what was never acknowledged, and the device goes on with its old certificate', async () => {
    const scene = await rotationScene()
    await ask(scene)
    const next = received(scene)
    scene.pass(3_600_001)
    await expect(scene.handler.tell('1234', { kind: 'resume' })).resolves.toMatchObject({ kind: 'accepted' })
    expect(await scene.status(next)).toBe('REVOKED')
    expect(await scene.status(scene.vendor)).toBe('ACTIVE')
    expect(scene.replies.at(-1)?.payload['error']).toBe('rotation-rolled-back')
  })
})

describe('what changes nothing, and is recorded', () => {
  const stranger = 'f'.repeat(64)

  it.each<[string, (scene: RotationScene) => object, string, number]>([
    ['a stranger', ({ csr, event }) => event('request', { csr: csr.pem }, stranger), 'principal-foreign', 0],
    [
      'an acknowledgement of nothing',
      ({ event, vendor }) => event('acknowledgement', { cert_id: stranger }, vendor),
      'out-of-order',
      0,
    ],
    ['no JSON', ({ event, vendor }) => event('request', '{"csr":', vendor), 'request-malformed', 0],
    ['too long a payload', ({ event, vendor }) => event('request', 'x'.repeat(9000), vendor), 'request-malformed', 0],
    [
      'a key that stands twice',
      ({ event, vendor }) => event('request', '{"csr":"a","csr":"b"}', vendor),
      'request-malformed',
      0,
    ],
    ['a CSR that is none', ({ event, vendor }) => event('request', { csr: 'none' }, vendor), 'request-unreadable', 1],
    [
      'a user of Cognito',
      ({ csr, event }) => event('request', { csr: csr.pem }, 'eu-central-1:abc'),
      'request-malformed',
      0,
    ],
    ['an event without payload', ({ vendor }) => ({ principal: vendor, topic: 'any' }), 'event-malformed', 0],
    [
      'an event without principal',
      ({ event }) => ({ ...event('request', {}, stranger), principal: undefined }),
      'event-malformed',
      0,
    ],
    [
      'another topic',
      ({ event, vendor }) => ({ ...event('request', {}, vendor), topic: 'cert-rotation/x' }),
      'request-malformed',
      0,
    ],
    [
      'another device',
      ({ event, vendor }) => ({
        ...event('acknowledgement', { cert_id: vendor }, vendor),
        topic: 'cert-rotation/ack-man-cert/5678/rqst',
      }),
      'device-unknown',
      0,
    ],
    [
      'a nonce of another job',
      ({ csr, event, vendor }) => event('request', { csr: csr.pem, nonce: 'a'.repeat(16) }, vendor),
      'nonce-differs',
      1,
    ],
  ])('%s', async (_what, eventOf, reason, replies) => {
    const scene = await rotationScene()
    const before = await scene.store.read('1234')
    const outcome = await scene.handler.lambda(eventOf(scene))
    expect(outcome).toMatchObject({ kind: 'refused', reason })
    expect(scene.outcomes).toEqual([outcome])
    expect(await scene.store.read('1234')).toEqual(before)
    expect(scene.replies).toHaveLength(replies)
    expect(scene.issued()).toBe(0)
  })

  it('what an error action has wrapped: the device has written it, with whatever principal it likes', async () => {
    const scene = await rotationScene()
    const forged = scene.event('request', { csr: scene.csr.pem }, scene.vendor)
    const wrapped = { base64OriginalPayload: Buffer.from(JSON.stringify(forged)).toString('base64') }
    for (const event of [wrapped, { ...forged, ...wrapped }]) {
      await expect(scene.handler.lambda(event)).resolves.toMatchObject({ kind: 'refused', reason: 'event-malformed' })
    }
    expect(await stateOf(scene)).toBe('offered')
  })

  it('costs AWS IoT no call', async () => {
    const sent: string[] = []
    const scene = await rotationScene({
      handler: {
        client: {
          send: async (command: object) => {
            sent.push(command.constructor.name)
            return {}
          },
        },
      },
    })
    await scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, stranger))
    expect(sent).toEqual([])
  })
})

describe('behind SQS', () => {
  it('sends back what failed, and nothing else', async () => {
    const scene = await rotationScene({ issuer: () => ({ issue: () => Promise.reject(new Error('down')) }) })
    const good = scene.event('request', { csr: scene.csr.pem }, scene.vendor)
    const forged = scene.event('request', { csr: scene.csr.pem }, 'f'.repeat(64))
    await expect(scene.handler.lambda(sqsEvent(forged, good, 'no JSON'))).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }],
    })
    expect(scene.outcomes.map(({ kind }) => kind).sort()).toEqual(['failed', 'refused', 'refused'])
  })
})

describe('what fails', () => {
  it.each<[string, Parameters<typeof rotationScene>[0], string, boolean]>([
    ['the issuer', { issuer: () => ({ issue: () => Promise.reject(new Error('down')) }) }, 'issue-failed', true],
    ['the answer', { handler: { data: { send: () => Promise.reject(new Error('down')) } } }, 'publish-failed', true],
  ])('is thrown to a rule, to be delivered again: %s', async (_what, options, reason, retryable) => {
    const scene = await rotationScene(options)
    await expect(ask(scene)).rejects.toMatchObject({ code: 'rotation-retryable', outcome: { reason, retryable } })
  })

  it('is taken up by the repetition of the device', async () => {
    let isDown = true
    const scene = await rotationScene({
      issuer: (issuer) => ({
        issue: (request) => (isDown ? Promise.reject(new Error('down')) : issuer.issue(request)),
      }),
    })
    await expect(ask(scene)).rejects.toThrow()
    isDown = false
    scene.pass(30_000)
    await expect(ask(scene)).resolves.toMatchObject({ kind: 'accepted', reply: 'certificate' })
  })

  it('activates nothing without a policy where the registry is behind, and goes on once it is not', async () => {
    const scene = await rotationScene()
    const { client } = scene.options
    let isBehind = true
    const send = client.send.bind(client)
    const behind = Object.assign(Object.create(client), {
      send: (command: never) =>
        isBehind && Object(command) instanceof ListAttachedPoliciesCommand
          ? Promise.resolve({ policies: [] })
          : send(command),
    })
    const handler = createRotationHandler({ ...scene.options, client: behind })
    await expect(ask({ ...scene, handler })).rejects.toMatchObject({
      code: 'rotation-retryable',
      outcome: { reason: 'describe-failed', code: 'policies-not-seen' },
    })
    isBehind = false
    scene.pass(30_000)
    await expect(ask({ ...scene, handler })).resolves.toMatchObject({ reply: 'certificate' })
  })

  it('takes up a certificate that was issued before, in place of another', async () => {
    const asked: unknown[] = []
    let isFirst = true
    const scene = await rotationScene({
      issuer: (issuer) => ({
        issue: async (request) => {
          const issued = await issuer.issue(request)
          if (!isFirst) return issued
          isFirst = false
          throw new Error('the answer was lost')
        },
        find: async ({ csr, subject, since }) => {
          asked.push(since)
          return subject === undefined ? undefined : issuer.issue({ csr, subject })
        },
      }),
    })
    await expect(ask(scene)).rejects.toThrow()
    const begun = (await scene.store.read('1234'))?.record.issuing?.since
    scene.pass(30_000)
    await ask(scene)
    expect(asked).toEqual([new Date(begun ?? 0)])
  })

  it('ends with the invocation, before anything is begun', async () => {
    const scene = await rotationScene()
    const event = scene.event('request', { csr: scene.csr.pem }, scene.vendor)
    const late = { getRemainingTimeInMillis: () => 1000 }
    await expect(scene.handler.lambda(event, late)).rejects.toMatchObject({ outcome: { reason: 'deadline' } })
    expect(scene.issued()).toBe(0)
  })

  it('sends back a message that hangs, and no other: it takes nothing of their time', async () => {
    const { store } = await rotationScene()
    const read: typeof store.read = (name) => (name === 'hangs' ? new Promise(() => {}) : store.read(name))
    const scene = await rotationScene({ handler: { store: { ...store, read }, concurrency: 1, reserveMs: 100 } })
    const event = scene.event('request', { csr: scene.csr.pem }, scene.vendor)
    const hanging = JSON.parse(JSON.stringify(event).replaceAll('1234', 'hangs'))
    const end = performance.now() + 3_000
    const context = { getRemainingTimeInMillis: () => end - performance.now() }
    expect(await scene.handler.lambda(sqsEvent(hanging, event, event), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-0' }],
    })
  })

  it('does not use a certificate with another subject than ours', async () => {
    const scene = await rotationScene({
      issuer: (issuer) => ({ issue: (request) => issuer.issue({ ...request, subject: 'CN=another' }) }),
    })
    await expect(ask(scene)).rejects.toMatchObject({
      code: 'rotation-failed',
      outcome: { reason: 'issue-failed', code: 'issued-subject-differs', retryable: false },
    })
    expect(scene.replies).toEqual([])
  })
})

describe('an issuer that copies the subject', () => {
  it('gets no request for another subject', async () => {
    const scene = await rotationScene({ rotation: { issuerCopiesSubject: true } })
    await expect(ask(scene)).resolves.toMatchObject({ kind: 'refused', reason: 'subject-differs' })
    expect(scene.issued()).toBe(0)
  })

  it('gets one for ours', async () => {
    const scene = await rotationScene({
      rotation: { issuerCopiesSubject: true },
      handler: { subject: () => [['CN', 'any']] },
    })
    await expect(ask(scene)).resolves.toMatchObject({ kind: 'accepted' })
  })
})

describe('options', () => {
  it.each(['rotation', 'account', 'client', 'data', 'issuer', 'store'])('%s is required', async (field) => {
    const { options } = await rotationScene()
    const { createRotationHandler } = await import('./create-rotation-handler.js')
    expect(() => createRotationHandler({ ...options, [field]: undefined })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
