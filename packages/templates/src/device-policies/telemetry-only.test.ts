import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type TelemetryOnlyOptions, telemetryOnly } from './telemetry-only.js'

const device = deviceWith(telemetryOnly({ rule: 'readings' }), '1')
const plant = deviceWith(telemetryOnly({ rule: 'readings', prefix: 'plant/7' }), '1')

describe('a device with telemetryOnly', () => {
  it.each([
    ['iot:Connect', 'client/thing-1', device],
    ['iot:Publish', 'topic/$aws/rules/readings/device/thing-1', device],
    ['iot:Publish', 'topic/$aws/rules/readings/device/thing-1/temperature', device],
    ['iot:Publish', 'topic/$aws/rules/readings/plant/7/thing-1', plant],
  ])('may %s on %s', (action, resource, who) => {
    expect(who.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-2', device],
    ['iot:Publish', 'topic/$aws/rules/readings', device],
    ['iot:Publish', 'topic/$aws/rules/readings/device/thing-10', device],
    ['iot:Publish', 'topic/$aws/rules/other/device/thing-1', device],
    ['iot:Publish', 'topic/device/thing-1', device],
    ['iot:Publish', 'topic/$aws/rules/readings/device/thing-1', plant],
    ['iot:Subscribe', 'topicfilter/$aws/rules/readings/device/thing-1', device],
    ['iot:Receive', 'topic/$aws/rules/readings/device/thing-1', device],
  ])('may not %s on %s', (action, resource, who) => {
    expect(who.can(action, resource)).toBe(false)
  })
})

describe('telemetryOnly refuses', () => {
  it.each<[string, object, string]>([
    ['an option that does not exist', { rule: 'a', rules: [] }, 'rules'],
    ['no rule', {}, 'rule'],
    ['any rule', { rule: '*' }, 'rule'],
    ['a rule named with a dash', { rule: 'my-rule' }, 'rule'],
    ['a rule with a level below it', { rule: 'a/b' }, 'rule'],
    ['a prefix with a wildcard', { rule: 'a', prefix: 'plant/*' }, 'prefix'],
    ['a prefix that is no text', { rule: 'a', prefix: 7 }, 'prefix'],
  ])('%s', (_, options, field) => {
    expect(() => telemetryOnly(options as TelemetryOnlyOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field }),
    )
  })
})
