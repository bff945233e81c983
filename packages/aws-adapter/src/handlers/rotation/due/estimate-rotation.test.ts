import { describe, expect, it } from 'vitest'
import { rotationScene } from '../../../fixtures/rotation-scene.js'
import { callsOfRotation, estimateRotation } from './estimate-rotation.js'

describe('estimateRotation', () => {
  it.each([
    ['the defaults', {}, 4, 'DescribeCertificate'],
    ['all of the quotas', { quotaPercent: 100 }, 5, 'DescribeCertificate'],
    ['ten policies', { policies: 10 }, 1.2, 'AttachPolicy'],
    ['raised quotas', { quotas: { UpdateCertificate: 100, DescribeCertificate: 100 } }, 6, 'ListAttachedPolicies'],
  ] as const)('goes by the call that the account allows least of: %s', (_what, pace, perSecond, limitedBy) => {
    expect(estimateRotation([{ devices: 1 }], pace)).toMatchObject({ perSecond, limitedBy })
  })

  it('adds waves and the pauses between them', () => {
    const { seconds, devices, waves } = estimateRotation(
      [
        { devices: 40, pauseSeconds: 3600 },
        { devices: 0, pauseSeconds: 3600 },
        { devices: 60, perMinute: 60, pauseSeconds: 9 },
      ],
      { quotaPercent: 80 },
    )
    expect(waves.map((wave) => [wave.seconds, wave.pauseSeconds])).toEqual([
      [10, 3600],
      [0, 0],
      [60, 0],
    ])
    expect([devices, seconds]).toEqual([100, 3670])
  })

  it.each<[object, string]>([
    [{ quotaPercent: 0 }, 'quotaPercent'],
    [{ policies: 11 }, 'policies'],
    [{ quotas: { UpdateCertificate: 0 } }, 'quotas.UpdateCertificate'],
    [{ quotas: { UpdateCertificates: 1 } }, 'UpdateCertificates'],
    [{ quota: {} }, 'quota'],
  ])('refuses %j', (pace, field) => {
    expect(() => estimateRotation([], pace)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })

  it('counts what a rotation really calls', async () => {
    const scene = await rotationScene()
    const { emulator } = scene.world
    emulator.forgetCalls()
    await scene.handler.lambda(scene.event('request', { csr: scene.csr.pem }, scene.vendor))
    const id = scene.replies[0]?.payload['cert_id'] ?? ''
    await scene.handler.lambda(scene.event('acknowledgement', { cert_id: id }, id))
    const called = Object.fromEntries(Object.keys(callsOfRotation(1)).map((name) => [name, 0]))
    for (const { name } of emulator.calls) called[name] = (called[name] ?? 0) + 1
    expect(called).toEqual(callsOfRotation(1))
  })
})
