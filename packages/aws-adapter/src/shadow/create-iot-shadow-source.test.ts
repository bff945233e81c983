import { describe, expect, it } from 'vitest'
import { emulateShadows } from '../fixtures/emulated-shadows.js'
import { createIotShadowSource } from './create-iot-shadow-source.js'

describe('createIotShadowSource', () => {
  it('reads what was written, and nothing of a thing that has no shadow', async () => {
    const source = createIotShadowSource({ client: emulateShadows().client })
    expect(await source.read('pump-1')).toBeUndefined()
    expect(await source.update('pump-1', { desired: { interval: 5 } })).toBe('updated')
    expect(await source.update('pump-1', { reported: { interval: 4 }, version: 1 })).toBe('updated')
    expect(await source.read('pump-1')).toEqual({ desired: { interval: 5 }, reported: { interval: 4 }, version: 2 })
  })

  it.each([
    ['ConflictException', 'changed'],
    ['InvalidRequestException', 'refused'],
    ['RequestEntityTooLargeException', 'refused'],
  ])('says of %s that the shadow is %s', async (name, outcome) => {
    const { client, failNext } = emulateShadows()
    failNext(name)
    expect(await createIotShadowSource({ client }).update('pump-1', {})).toBe(outcome)
  })

  it.each(['ThrottlingException', 'UnauthorizedException', 'ResourceNotFoundException'])(
    'rejects with a CallError where an update meets %s',
    async (name) => {
      const { client, failNext } = emulateShadows()
      failNext(name)
      await expect(createIotShadowSource({ client }).update('pump-1', {})).rejects.toMatchObject({
        name: 'CallError',
        operation: 'UpdateThingShadow',
        awsError: name,
      })
    },
  )

  it.each(['', '[]', '{"state":{}}', '{"version":1,"version":2}'])('refuses %j as a shadow', async (text) => {
    const payload = new TextEncoder().encode(text)
    const source = createIotShadowSource({ client: { send: async () => ({ payload }) } })
    await expect(source.read('pump-1')).rejects.toMatchObject({ code: 'answer-malformed' })
  })

  it('refuses an option that does not exist', () => {
    const options = { ...emulateShadows(), cilent: 1 }
    expect(() => createIotShadowSource(options)).toThrow(expect.objectContaining({ code: 'adapter-option' }))
  })
})
