import { X509Certificate } from 'node:crypto'
import { createEmulator } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { describeEndpoints, type Endpoints } from '../../endpoint/describe-endpoints.js'
import { account } from '../../fixtures/emulated-account.js'
import { createMachine, fieldsOf } from '../../fixtures/vending-machine.js'

const emulatedEndpoints = () => {
  const { client } = createEmulator({ accountId: account.id, region: account.region, transport: 'fast' })
  return describeEndpoints(client)
}

const get = { method: 'GET', path: '/endpoints' }

describe('GET /endpoints', () => {
  it('answers where devices connect, and the roots that they trust there', async () => {
    const { call, outcomes } = createMachine({ endpoints: await emulatedEndpoints() })
    const response = await call(get)
    expect(response.status).toBe(200)
    const { roots, ...endpoints } = (await response.json()) as Endpoints
    expect(endpoints).toEqual({
      dataEndpoint: expect.stringMatching(/-ats\.iot\.eu-central-1\.amazonaws\.com$/),
      credentialProviderEndpoint: expect.stringMatching(/\.credentials\.iot\.eu-central-1\.amazonaws\.com$/),
    })
    expect(roots.map((pem) => new X509Certificate(pem).subject)).toEqual(
      [1, 2, 3, 4].map((number) => `C=US\nO=Amazon\nCN=Amazon Root CA ${number}`),
    )
    expect(outcomes).toMatchObject([{ kind: 'endpoints-read', source: '192.0.2.1' }])
  })

  it('asks once, and once more after a failure', async () => {
    let asked = 0
    const { call } = createMachine({
      endpoints: () => {
        asked += 1
        return asked === 1 ? Promise.reject(new Error('throttled')) : emulatedEndpoints()
      },
    })
    expect((await call(get)).status).toBe(503)
    const responses = await Promise.all([call(get), call(get), call(get)])
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(asked).toBe(2)
  })

  it('is not there unless it is wanted', async () => {
    const response = await createMachine().call(get)
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([404, 'not-found'])
  })

  it('is refused as an option that is neither', () => {
    expect(() => createMachine({ endpoints: {} as never })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'endpoints' }),
    )
  })
})
