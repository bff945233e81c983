import type { SightingOutcome, VendingHandlerOutcome } from '@thingplan/aws-adapter/vending'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Cloud, openCloud } from './cloud/open-cloud.js'
import { ask } from './device/ask.js'

const outcomes: (VendingHandlerOutcome | SightingOutcome)[] = []
let cloud: Cloud

beforeAll(async () => {
  cloud = await openCloud((outcome) => outcomes.push(outcome))
})
beforeEach(() => {
  outcomes.length = 0
})
afterAll(() => cloud.close())

it('takes the address of the connection for where a request comes from, and no header', async () => {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' }
  const response = await fetch(`${cloud.url}/certificates`, { method: 'POST', headers, body: '{}' })
  expect(response.status).toBe(400)
  expect(outcomes).toMatchObject([{ source: '127.0.0.1', kind: 'malformed' }])
})

it('leaves every path to the vending machine, and its answer as it is', async () => {
  const response = await fetch(`${cloud.url}/`)
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

it('is asked over TLS, or from this machine: a device sends its token nowhere else', async () => {
  const wish = { serialNumber: 'P1001', csr: 'any' }
  await expect(ask('http://vending.example', 'a-token', wish)).rejects.toThrow('by https only')
  expect(outcomes).toEqual([])
})
