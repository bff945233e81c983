import type { AuditEvent } from '@thingplan/core/audit'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, request } from '../fixtures/ask-hook.js'
import { sqsEvent } from '../fixtures/invocations.js'
import { device, inPlaceOf, privateKey } from '../fixtures/jitr-scenes.js'
import { keepTrail } from '../fixtures/keep-trail.js'
import { mockIot } from '../fixtures/mock-client.js'
import { rotationScene } from '../fixtures/rotation-scene.js'
import { sensors } from '../fixtures/sensors.js'
import { createMachine, csrOf, enrol, token } from '../fixtures/vending-machine.js'
import { known, waitingDevice } from '../fixtures/waiting-device.js'
import { createCertificateProvider } from '../handlers/certificate-provider/create-certificate-provider.js'
import { createJitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import { createSightingHandler } from '../handlers/sighting/create-sighting-handler.js'
import type { AuditTrail } from './audit-trail.js'

const { pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
const webToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'

/** What stands where it must not be repeated, beside what only looks like it. */
const secrets = [privateKey, `x${privateKey}`, pem, pem.slice(0, 200), pem.replaceAll('\n', ''), webToken]

const traces = /BEGIN|c2VjcmV0|MII|eyJ/

/** The same object again and again, each time with the secret in another of its fields, and once in a field too many. */
const spoilt = (whole: object, secret: unknown): readonly object[] =>
  [...Object.keys(whole), 'more', JSON.stringify(secret)].map((field) => ({ ...whole, [field]: secret }))

const jitr = async (secret: string, audit: AuditTrail): Promise<void> => {
  const iot = mockIot()
  const unreadable = inPlaceOf(secret)
  const named = waitingDevice({ subject: { CN: secret, serialNumber: secret, title: secret, '2.5.4.44': secret } })
  known(iot, unreadable, named)
  const handler = createJitrHandler({ registration: sensors, client: iot.client, audit, duplicates: false })
  const bodies = [...spoilt(device.event, secret), ...spoilt(device.event, { secret }), secret, `"${secret}"`]
  await handler(sqsEvent(...bodies, unreadable.event, named.event))
}

const hook = async (secret: string, audit: AuditTrail): Promise<void> => {
  for (const event of [...spoilt(request, secret), ...spoilt(request, { SerialNumber: secret })]) {
    await ask(event, { audit })
  }
}

const provider = async (secret: string, audit: AuditTrail): Promise<void> => {
  const issuer = { issue: () => Promise.reject(new Error(secret)) }
  const sign = createCertificateProvider({ issuer, audit })
  const csr = await csrOf()
  for (const event of spoilt({ certificateSigningRequest: csr, principalId: 'claim', clientId: 'claim-1' }, secret)) {
    await sign(event).catch(() => undefined)
  }
}

const rotation = async (secret: string, audit: AuditTrail): Promise<void> => {
  const scene = await rotationScene({
    handler: { audit },
    issuer: () => ({ issue: () => Promise.reject(new Error(secret)) }),
  })
  const { csr, vendor, event } = scene
  const payloads = [...spoilt({ csr: csr.pem, nonce: 'n' }, secret), secret, { csr: csr.pem }]
  const messages = payloads.map((payload) => event('request', payload, vendor))
  await scene.handler.lambda(sqsEvent(...messages, ...spoilt(event('request', { csr: csr.pem }, vendor), secret)))
}

const vending = async (secret: string, audit: AuditTrail): Promise<void> => {
  const driver = { perform: () => Promise.reject(new Error(secret)) }
  const { store, post } = createMachine({ audit, driver })
  await enrol(store)
  const body = { serialNumber: 'SN-1', token, csr: await csrOf() }
  for (const spoiltBody of [...spoilt(body, secret), body]) await post(spoiltBody)
  await post(body, { authorization: `Bearer ${webToken}` })
}

const sighting = async (secret: string, audit: AuditTrail): Promise<void> => {
  const { vending: rules, store, driver } = createMachine()
  const serialNumber = (): string => {
    throw new Error(secret)
  }
  const event = { eventType: 'connected', clientId: 'pump-1', principalIdentifier: 'a1'.repeat(32) }
  const handler = createSightingHandler({ vending: rules, store, driver, serialNumber, audit })
  await handler(sqsEvent(...spoilt(event, secret), event))
}

describe.each(Object.entries({ jitr, hook, provider, rotation, vending, sighting }))(
  'events of %s',
  (_name, provoke) => {
    it('hold no key, certificate, request or token, whatever was sent and whatever failed', async () => {
      const all: AuditEvent[] = []
      for (const secret of secrets) {
        const { audit, kept } = keepTrail()
        await provoke(secret, audit)
        expect(kept.length).toBeGreaterThan(0)
        all.push(...kept)
      }
      const shown = all
        .map((event) => JSON.stringify(event))
        .filter((text) => traces.test(text) || text.includes(token))
      expect(shown).toEqual([])
      expect(Math.max(...all.map((event) => Buffer.byteLength(JSON.stringify(event))))).toBeLessThan(262_144)
    })
  },
)
