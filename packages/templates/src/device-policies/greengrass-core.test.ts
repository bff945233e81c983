import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type GreengrassCoreOptions, greengrassCore } from './greengrass-core.js'

const core = deviceWith(greengrassCore({ roleAlias: 'CoreRole', publish: ['plant/alarms'] }), '1')

describe('a core device with greengrassCore', () => {
  it.each([
    ['iot:Connect', 'client/thing-1'],
    ['iot:Connect', 'client/thing-1#2'],
    ['iot:Publish', 'topic/$aws/things/thing-1/greengrass/health/json'],
    ['iot:Publish', 'topic/$aws/things/thing-1/greengrassv2/health/json'],
    ['iot:Publish', 'topic/$aws/things/thing-1/jobs/$next/get'],
    ['iot:Subscribe', 'topicfilter/$aws/things/thing-1/jobs/notify-next'],
    ['iot:Receive', 'topic/$aws/things/thing-1/shadow/update/delta'],
    ['iot:AssumeRoleWithCertificate', 'rolealias/CoreRole'],
    ['iot:Publish', 'topic/plant/alarms'],
  ])('may %s on %s', (action, resource) => {
    expect(core.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-10'],
    ['iot:Connect', 'client/thing-2'],
    ['iot:Publish', 'topic/$aws/things/thing-10/jobs/$next/get'],
    ['iot:Subscribe', 'topicfilter/$aws/things/+/jobs/notify-next'],
    ['iot:Receive', 'topic/plant/alarms'],
    ['iot:AssumeRoleWithCertificate', 'rolealias/CoreRole2'],
    ['iot:Publish', 'topic/device/thing-1'],
  ])('may not %s on %s', (action, resource) => {
    expect(core.can(action, resource)).toBe(false)
  })

  it('may do the four things that a core does, and not all of Greengrass', () => {
    const { document } = greengrassCore({ roleAlias: 'CoreRole' })
    expect(JSON.stringify(document)).not.toContain('greengrass:*')
    expect(JSON.stringify(document).match(/greengrass:[A-Z]\w+/g)).toHaveLength(4)
  })
})

describe('greengrassCore refuses', () => {
  it.each<[string, Partial<GreengrassCoreOptions>, string]>([
    ['an option that does not exist', { alias: 'a' } as Partial<GreengrassCoreOptions>, 'registration-option'],
    ['any role alias', { roleAlias: '*' }, 'registration-option'],
    ['no role alias', { roleAlias: '' }, 'registration-option'],
    ['a core that is every core', { thingName: '*' }, 'template-value-refused'],
    ['a core named by a policy variable', { thingName: '${iot:ClientId}' }, 'template-value-refused'],
  ])('%s', (_, options, code) => {
    expect(() => greengrassCore({ roleAlias: 'CoreRole', ...options })).toThrow(expect.objectContaining({ code }))
  })

  it('but takes a role alias that differs by device', () => {
    const roleAlias = '<%= certificate.attributes.subject.OU %>Role'
    expect(JSON.stringify(greengrassCore({ roleAlias }).document)).toContain(`rolealias/${roleAlias}`)
  })
})
