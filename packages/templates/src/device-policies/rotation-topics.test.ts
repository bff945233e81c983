import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type RotationTopicsOptions, rotationTopics } from './rotation-topics.js'

const device = deviceWith(rotationTopics(), '1')
const serialNumber = '<%= certificate.attributes.subject.serialNumber %>'
const bySerialNumber = deviceWith(
  rotationTopics({ prefix: '/cert-rotation', device: serialNumber, name: `rotation-${serialNumber}` }),
  '1',
)
const byVariable = rotationTopics({ device: '${iot:Certificate.Subject.SerialNumber}' })

describe('a device with rotationTopics', () => {
  it.each([
    ['iot:Connect', 'client/thing-1', device],
    ['iot:Publish', 'topic/cert-rotation/create-man-cert/thing-1/rqst', device],
    ['iot:Publish', 'topic/cert-rotation/ack-man-cert/thing-1/rqst', device],
    ['iot:Subscribe', 'topicfilter/cert-rotation/create-man-cert/thing-1/rspn', device],
    ['iot:Receive', 'topic/cert-rotation/ack-man-cert/thing-1/rspn', device],
    ['iot:Publish', 'topic//cert-rotation/create-man-cert/1/rqst', bySerialNumber],
    ['iot:Receive', 'topic//cert-rotation/create-man-cert/1/rspn', bySerialNumber],
  ])('may %s on %s', (action, resource, who) => {
    expect(who.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-2', device],
    ['iot:Publish', 'topic/cert-rotation/create-man-cert/thing-2/rqst', device],
    ['iot:Publish', 'topic/cert-rotation/ack-man-cert/thing-10/rqst', device],
    ['iot:Publish', 'topic/cert-rotation/create-man-cert/thing-1/rspn', device],
    ['iot:Subscribe', 'topicfilter/cert-rotation/create-man-cert/thing-1/rqst', device],
    ['iot:Subscribe', 'topicfilter/cert-rotation/create-man-cert/+/rspn', device],
    ['iot:Subscribe', 'topicfilter/cert-rotation/#', device],
    ['iot:Receive', 'topic/cert-rotation/create-man-cert/thing-2/rspn', device],
    ['iot:Publish', 'topic//cert-rotation/create-man-cert/2/rqst', bySerialNumber],
    ['iot:Publish', 'topic/cert-rotation/create-man-cert/1/rqst', bySerialNumber],
  ])('may not %s on %s', (action, resource, who) => {
    expect(who.can(action, resource)).toBe(false)
  })

  it('is named in its topics by what AWS IoT knows of its certificate, where that is wanted', () => {
    expect(JSON.stringify(byVariable.document)).toContain(
      'create-man-cert/${iot:Certificate.Subject.SerialNumber}/rqst',
    )
  })
})

describe('rotationTopics refuses', () => {
  it.each<[string, object, string]>([
    ['an option that does not exist', { prefx: 'a' }, 'prefx'],
    ['a prefix with a wildcard of policies', { prefix: 'a*' }, 'prefix'],
    ['a prefix with a wildcard of topics', { prefix: 'a/+' }, 'prefix'],
    ['a prefix with an escape for a wildcard', { prefix: 'a${*}' }, 'prefix'],
    ['a prefix of reserved topics', { prefix: '$aws/things' }, 'prefix'],
    ['a prefix with an empty level', { prefix: 'a//b' }, 'prefix'],
    ['an empty prefix', { prefix: '' }, 'prefix'],
    ['a prefix of six levels', { prefix: 'a/b/c/d/e/f' }, 'prefix'],
    ['a prefix that is too long', { prefix: 'x'.repeat(240) }, 'prefix'],
    ['any device', { device: '*' }, 'device'],
    ['any device behind a variable', { device: '${iot:ClientId}*' }, 'device'],
    ['one device for all', { device: 'pump' }, 'device'],
    ['a device that is no text', { device: 7 }, 'device'],
  ])('%s', (_, options, field) => {
    expect(() => rotationTopics(options as RotationTopicsOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field }),
    )
  })
})
