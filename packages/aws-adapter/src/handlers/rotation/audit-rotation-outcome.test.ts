import { parseAuditEvent, toRegistrationRecord } from '@thingplan/core/audit'
import { describe, expect, it } from 'vitest'
import { sqsEvent } from '../../fixtures/invocations.js'
import { keepTrail, typesOf } from '../../fixtures/keep-trail.js'
import { type RotationScene, rotationScene, thingName } from '../../fixtures/rotation-scene.js'

const ask = (scene: RotationScene): Promise<unknown> =>
  scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor), { awsRequestId: 'request-1' })

const received = ({ replies }: RotationScene): string => replies.at(-1)?.payload['cert_id'] ?? ''

describe('the audit trail of a rotation', () => {
  it('tells what was let in, every step, and how it ended', async () => {
    const { audit, kept } = keepTrail()
    const scene = await rotationScene({ handler: { audit } })
    kept.splice(0)
    await ask(scene)
    expect(kept[0]).toMatchObject({
      type: 'accepted',
      flow: 'rotation',
      correlationId: 'request-1',
      message: expect.any(String),
      subject: { certificateId: scene.vendor, serialNumber: '1234' },
    })
    expect(new Set(typesOf(kept.slice(1)))).toEqual(new Set(['step-done']))
    expect(kept[1]?.subject).toMatchObject({ certificateId: received(scene), serialNumber: '1234' })

    kept.splice(0)
    const next = received(scene)
    await scene.handler.lambda(scene.event('acknowledgement', { cert_id: next }, next))
    expect(typesOf(kept)[0]).toBe('accepted')
    expect(typesOf(kept)).toContain('step-done')
    expect(kept.at(-1)).toMatchObject({ type: 'completed', subject: { certificateId: next, serialNumber: '1234' } })
    expect(kept.some(({ subject }) => subject.thingName === thingName)).toBe(true)
    expect(kept.flatMap((event) => toRegistrationRecord(event) ?? [])).toEqual([])
    expect(kept.map((event) => parseAuditEvent(JSON.stringify(event)))).toEqual(kept)
    expect(JSON.stringify(kept)).not.toMatch(/BEGIN|MII/)
  })

  it('tells that a rotation was given up', async () => {
    const { audit, kept } = keepTrail()
    const scene = await rotationScene({ handler: { audit } })
    await ask(scene)
    kept.splice(0)
    scene.pass(3_600_001)
    await scene.handler.tell('1234', { kind: 'resume' })
    expect(kept.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'rolled-back', retryable: false } })
    expect(typesOf(kept)).not.toContain('accepted')
  })

  it('tells of every message of a batch, also of what changes nothing and of what cannot be read', async () => {
    const { audit, kept } = keepTrail()
    const scene = await rotationScene({ handler: { audit } })
    kept.splice(0)
    const { event, vendor, csr } = scene
    const stranger = event('request', { csr: csr.pem }, 'f'.repeat(64))
    await scene.handler.lambda(sqsEvent(stranger, '{', event('request', '{"csr":', vendor)))
    kept.sort((left, right) => String(left.correlationId).localeCompare(String(right.correlationId)))
    expect(kept).toMatchObject([
      { correlationId: 'm-0', type: 'refused', code: 'principal-foreign' },
      { correlationId: 'm-1', type: 'failed', failure: { code: 'event-malformed', retryable: false }, subject: {} },
      { correlationId: 'm-2', type: 'refused', code: 'request-malformed' },
    ])
  })

  it('tells of an invocation that is neither an event nor a batch', async () => {
    const { audit, kept } = keepTrail()
    const scene = await rotationScene({ handler: { audit } })
    kept.splice(0)
    await expect(scene.handler.lambda('text')).rejects.toMatchObject({ code: 'event-shape' })
    expect(kept).toMatchObject([{ type: 'failed', failure: { code: 'event-malformed', retryable: false } }])
  })

  it('tells of a step that was not done', async () => {
    const { audit, kept } = keepTrail()
    const driver = { perform: () => Promise.reject(new Error('down')) }
    const scene = await rotationScene({ handler: { audit, driver } })
    kept.splice(0)
    await ask(scene).catch(() => undefined)
    expect(typesOf(kept)).toEqual(['accepted', 'step-failed', 'failed'])
  })
})
