import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type OwnTopicsOptions, ownTopics } from './own-topics.js'

const device = deviceWith(ownTopics(), '1')

describe('a device with ownTopics', () => {
  it.each([
    ['iot:Connect', 'client/thing-1'],
    ['iot:Publish', 'topic/device/thing-1'],
    ['iot:Publish', 'topic/device/thing-1/a/b'],
    ['iot:Subscribe', 'topicfilter/device/thing-1/#'],
    ['iot:Receive', 'topic/device/thing-1/commands'],
    ['iot:Publish', 'topic/$aws/things/thing-1/shadow/update'],
    ['iot:Subscribe', 'topicfilter/$aws/things/thing-1/shadow/name/config/update/delta'],
  ])('may %s on %s', (action, resource) => {
    expect(device.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Publish', 'topic/device/thing-10/a'],
    ['iot:Publish', 'topic/device/thing-2'],
    ['iot:Publish', 'topic/device'],
    ['iot:Subscribe', 'topicfilter/device/#'],
    ['iot:Subscribe', 'topicfilter/device/+/a'],
    ['iot:Subscribe', 'topicfilter/#'],
    ['iot:Receive', 'topic/device/thing-2/commands'],
    ['iot:Publish', 'topic/$aws/things/thing-2/shadow/update'],
    ['iot:Publish', 'topic/$aws/things/thing-1/jobs/get'],
    ['iot:AssumeRoleWithCertificate', 'rolealias/any'],
  ])('may not %s on %s', (action, resource) => {
    expect(device.can(action, resource)).toBe(false)
  })

  it.each(['thing-2', '+', '#', '*', 'anything'])('may not connect as %s', (clientId) => {
    expect(device.can('iot:Connect', `client/${clientId}`, clientId)).toBe(false)
  })
})

describe('ownTopics', () => {
  it('takes topics and filters of your own', () => {
    const meter = deviceWith(
      ownTopics({ name: 'meters', publish: ['readings/${iot:Connection.Thing.ThingName}'] }),
      '1',
    )
    expect(meter.can('iot:Publish', 'topic/readings/thing-1')).toBe(true)
    expect(meter.can('iot:Publish', 'topic/device/thing-1/a')).toBe(false)
  })

  it('puts its topics under a prefix', () => {
    const plant = deviceWith(ownTopics({ prefix: 'plant/7' }), '1')
    expect(plant.can('iot:Publish', 'topic/plant/7/thing-1/state')).toBe(true)
    expect(plant.can('iot:Publish', 'topic/plant/7/thing-2/state')).toBe(false)
    expect(plant.can('iot:Publish', 'topic/device/thing-1')).toBe(false)
  })

  it('leaves the shadow to another policy', () => {
    const without = deviceWith(ownTopics({ shadow: false }), '1')
    expect(without.can('iot:Publish', 'topic/device/thing-1')).toBe(true)
    expect(without.can('iot:Publish', 'topic/$aws/things/thing-1/shadow/update')).toBe(false)
  })

  it('has no statement where nothing is left to allow', () => {
    const sender = deviceWith(ownTopics({ subscribe: [], receive: [], shadow: false }), '1')
    expect(sender.can('iot:Publish', 'topic/device/thing-1')).toBe(true)
    expect(sender.can('iot:Subscribe', 'topicfilter/device/thing-1')).toBe(false)
  })

  it.each(['*', 'a/+', '#', '$aws/things', 'a b\u0000', 'plant/${*}', ''])('refuses the prefix %j', (prefix) => {
    expect(() => ownTopics({ prefix })).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'prefix' }),
    )
  })

  it('refuses an option that does not exist', () => {
    expect(() => ownTopics({ pubish: [] } as OwnTopicsOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'pubish' }),
    )
  })
})
