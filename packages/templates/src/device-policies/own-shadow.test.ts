import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type OwnShadowOptions, ownShadow } from './own-shadow.js'

const classic = deviceWith(ownShadow(), '1')
const named = deviceWith(ownShadow({ classic: false, named: ['config', 'firmware'] }), '1')
const readOnly = deviceWith(ownShadow({ operations: ['get'] }), '1')
const complete = deviceWith(ownShadow({ named: ['config'], operations: ['get', 'update', 'delete'] }), '1')

const topic = '$aws/things/thing-1/shadow'
const config = `${topic}/name/config`

describe('a device with ownShadow', () => {
  it.each([
    ['iot:Connect', 'client/thing-1', classic],
    ['iot:Publish', `topic/${topic}/get`, classic],
    ['iot:Publish', `topic/${topic}/update`, classic],
    ['iot:Subscribe', `topicfilter/${topic}/update/+`, classic],
    ['iot:Subscribe', `topicfilter/${topic}/get/accepted`, classic],
    ['iot:Receive', `topic/${topic}/update/delta`, classic],
    ['iot:Publish', `topic/${config}/update`, named],
    ['iot:Receive', `topic/${topic}/name/firmware/update/documents`, named],
    ['iot:Publish', `topic/${topic}/get`, readOnly],
    ['iot:Receive', `topic/${topic}/update/delta`, readOnly],
    ['iot:Publish', `topic/${topic}/delete`, complete],
    ['iot:Receive', `topic/${config}/delete/accepted`, complete],
  ])('may %s on %s', (action, resource, device) => {
    expect(device.can(action, resource)).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-2', classic],
    ['iot:Publish', `topic/${topic}/delete`, classic],
    ['iot:Publish', `topic/${topic}/update/accepted`, classic],
    ['iot:Publish', `topic/${config}/update`, classic],
    ['iot:Subscribe', `topicfilter/${config}/update/delta`, classic],
    ['iot:Subscribe', 'topicfilter/$aws/things/+/shadow/update/delta', classic],
    ['iot:Receive', 'topic/$aws/things/thing-2/shadow/update/delta', classic],
    ['iot:Publish', 'topic/$aws/things/thing-10/shadow/get', classic],
    ['iot:Publish', 'topic/device/thing-1', classic],
    ['iot:Publish', `topic/${topic}/get`, named],
    ['iot:Publish', `topic/${topic}/name/other/get`, named],
    ['iot:Publish', `topic/${topic}/update`, readOnly],
  ])('may not %s on %s', (action, resource, device) => {
    expect(device.can(action, resource)).toBe(false)
  })
})

describe('ownShadow refuses', () => {
  it.each<[string, object, string]>([
    ['an option that does not exist', { name: 'a', clasic: false }, 'clasic'],
    ['a shadow named by a wildcard', { named: ['*'] }, 'named'],
    ['a shadow named by a variable', { named: ['${iot:ClientId}'] }, 'named'],
    ['a shadow below another', { named: ['a/b'] }, 'named'],
    ['a shadow without a name', { named: [''] }, 'named'],
    ['a name of 65 characters', { named: ['x'.repeat(65)] }, 'named'],
    ['an operation that AWS does not have', { operations: ['list'] }, 'operations'],
    ['no shadow at all', { classic: false }, 'named'],
    ['no operation at all', { operations: [] }, 'operations'],
  ])('%s', (_, options, field) => {
    expect(() => ownShadow(options as OwnShadowOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field }),
    )
  })
})
