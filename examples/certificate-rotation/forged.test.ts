import { AttachPolicyCommand, CreatePolicyCommand } from '@aws-sdk/client-iot'
import type { JitrOutcome } from '@thingplan/aws-adapter'
import type { RotationHandlerOutcome } from '@thingplan/aws-adapter/rotation'
import { rotationTopicsOf } from '@thingplan/core/lifecycle'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import type { MqttClient } from 'mqtt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../fleet-provisioning/device/connect.js'
import { isLetIn, isPublished } from '../jitr-lambda/demo/connection.js'
import { certificatesOf } from './demo/certificates-of.js'
import { type Cloud, openCloud } from './demo/cloud.js'
import { cloneOf, orderSensor, type Sensor } from './demo/sensor.js'
import { loadState } from './device/device-state.js'
import { prefix } from './registration.js'

const victim = '20481234'
const topics = rotationTopicsOf(victim, prefix)

let cloud: Cloud
let sensor: Sensor
let neighbour: Sensor
let outcomes: (JitrOutcome | RotationHandlerOutcome)[] = []
let csr: string

beforeAll(async () => {
  cloud = await openCloud({ onOutcome: (outcome) => outcomes.push(outcome) })
  sensor = await orderSensor(cloud, victim)
  neighbour = await orderSensor(cloud, '20481235')
  await sensor.wakeUntil('certificate saved')
  await neighbour.wake()
  ;({ pem: csr } = await createCertificateRequest({
    keys: await createKeyPair(),
    subject: { serialNumber: victim },
  }))
})

afterAll(async () => {
  await cloud.endpoint.close()
  await Promise.all([sensor.scrap(), neighbour.scrap()])
})

beforeEach(() => {
  outcomes = []
})

const connectNeighbour = async (): Promise<MqttClient> => {
  const { identity } = await loadState(neighbour.folder)
  return connect(cloud.endpoint, identity, 'sensor-20481235')
}

/** All that could have changed. */
const everything = async (): Promise<unknown> => [cloud.emulator.snapshot(), (await cloud.store.read(victim))?.record]

describe('a device that speaks for another', () => {
  it('is cut off by its policy', async () => {
    const client = await connectNeighbour()
    expect(await isPublished(client, topics.request.request, JSON.stringify({ csr }))).toBe(false)
    await client.endAsync(true)
    await cloud.emulator.settled()
    expect(outcomes).toEqual([])
  })

  describe('under a policy as wide as that of the predecessor', () => {
    let client: MqttClient
    const answers: string[] = []

    beforeAll(async () => {
      const everywhere = { Effect: 'Allow', Action: 'iot:*', Resource: '*' }
      const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [everywhere] })
      await cloud.emulator.client.send(new CreatePolicyCommand({ policyName: 'everything', policyDocument }))
      const { manufacturer } = certificatesOf(cloud.emulator, neighbour.serialNumber)
      const target = `arn:aws:iot:eu-central-1:123456789012:cert/${manufacturer?.['id']}`
      await cloud.emulator.client.send(new AttachPolicyCommand({ policyName: 'everything', target }))
      client = await connectNeighbour()
      client.on('message', (topic) => answers.push(topic))
      await client.subscribeAsync([topics.request.reply, topics.acknowledgement.reply], { qos: 1 })
    })

    afterAll(() => client.endAsync(true))

    const idOfNext = async (): Promise<string> => (await cloud.store.read(victim))?.record.next?.certificateId ?? ''

    it.each<[string, string, () => Promise<string>, string]>([
      ['a request', topics.request.request, async () => JSON.stringify({ csr }), 'principal-foreign'],
      [
        'an acknowledgement of the new certificate',
        topics.acknowledgement.request,
        async () => JSON.stringify({ cert_id: await idOfNext() }),
        'principal-foreign',
      ],
      [
        'a request that says who it is from',
        topics.request.request,
        async () => JSON.stringify({ csr, principal: await idOfNext(), device: victim }),
        'principal-foreign',
      ],
      ['what is no JSON', topics.request.request, async () => '{"csr":', 'request-malformed'],
      ['a key twice', topics.request.request, async () => '{"csr":"a","csr":"b"}', 'request-malformed'],
      ['too much', topics.request.request, async () => JSON.stringify({ csr: 'x'.repeat(9000) }), 'request-malformed'],
      [
        'a device that nobody expects',
        rotationTopicsOf('99999999', prefix).request.request,
        async () => JSON.stringify({ csr }),
        'device-unknown',
      ],
    ])('changes nothing, is recorded, and hears nothing: %s', async (_, topic, payload, reason) => {
      const before = await everything()
      expect(await isPublished(client, topic, await payload())).toBe(true)
      await cloud.emulator.settled()
      expect(await everything()).toEqual(before)
      expect(outcomes).toEqual([expect.objectContaining({ kind: 'refused', reason })])
      expect(answers).toEqual([])
    })
  })

  it("does not take the place of a sensor with another certificate of the vendor's", async () => {
    const clone = await cloneOf(cloud, victim)
    const { record } = (await cloud.store.read(victim)) ?? {}
    expect(await isLetIn(cloud.endpoint, clone, `sensor-${victim}`)).toBe(false)
    await cloud.emulator.settled()
    expect(outcomes).toEqual([expect.objectContaining({ kind: 'refused', reason: 'rejected' })])
    expect(await isLetIn(cloud.endpoint, clone, `sensor-${victim}`)).toBe(false)
    expect((await cloud.store.read(victim))?.record).toEqual(record)
  })

  it('has not kept the sensor from going on', async () => {
    expect((await sensor.wake()).identity.issuer).toBe('manufacturer')
  })
})
