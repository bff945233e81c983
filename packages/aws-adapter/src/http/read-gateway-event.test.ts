import { describe, expect, it } from 'vitest'
import { readGatewayEvent } from './read-gateway-event.js'

const restApi = {
  httpMethod: 'POST',
  path: '/certificates',
  headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '198.51.100.9' },
  requestContext: { identity: { sourceIp: '192.0.2.1' }, stage: 'prod' },
  body: '{}',
  isBase64Encoded: false,
}

const httpApi = {
  version: '2.0',
  rawPath: '/prod/certificates',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.9' },
  requestContext: { stage: 'prod', http: { method: 'POST', path: '/prod/certificates', sourceIp: '192.0.2.1' } },
  body: Buffer.from('{}').toString('base64'),
  isBase64Encoded: true,
}

describe('readGatewayEvent', () => {
  it.each([
    ['a REST API', restApi],
    ['an HTTP API with a stage, which its path begins with', httpApi],
    [
      'a function URL',
      { ...httpApi, rawPath: '/certificates', requestContext: { ...httpApi.requestContext, stage: '$default' } },
    ],
  ])('reads the event of %s', async (_what, event) => {
    const call = readGatewayEvent(event)
    expect([call.method, call.path, call.header('content-type')]).toEqual(['POST', '/certificates', 'application/json'])
    expect(await call.body()).toBe('{}')
  })

  it.each([restApi, httpApi])('believes the gateway where a request comes from, and no header', (event) => {
    expect(readGatewayEvent(event).source).toBe('192.0.2.1')
  })

  it.each([
    ['too long', 'x'.repeat(16_385)],
    ['no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64')],
  ])('has no body for one that is %s', async (_what, body) => {
    expect(await readGatewayEvent({ ...httpApi, body, isBase64Encoded: body.length < 10 }).body()).toBeUndefined()
  })

  it('inherits nothing', () => {
    const event = Object.assign(Object.create({ requestContext: restApi.requestContext }), {
      ...restApi,
      requestContext: undefined,
    })
    expect(() => readGatewayEvent(event)).toThrow(expect.objectContaining({ code: 'http-event' }))
  })
})
