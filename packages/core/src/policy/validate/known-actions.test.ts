import { expect, it } from 'vitest'
import { actionsBehind, actionsOn, knownActions } from './known-actions.js'

it.each([
  ['iot:Connect', ['iot:Connect']],
  ['IOT:connect', ['iot:Connect']],
  ['iot:*Publish', ['iot:Publish', 'iot:RetainPublish']],
  ['iot:?ublish', ['iot:Publish']],
  ['*', [...knownActions.keys()]],
  ['iot:Conect', []],
  ['s3:*', []],
])('%s stands for %j', (action, names) => {
  expect(actionsBehind(action)).toEqual(names)
})

it('knows what is granted on a kind of resource', () => {
  expect(actionsOn('iot:client/')).toEqual(['iot:Connect', 'iot:DeleteConnection'])
})

it('knows the kinds of the reference of AWS IoT facts, section 7.2', () => {
  expect(knownActions.get('iot:Connect')).toEqual(['iot:client/'])
  expect(knownActions.get('iot:RetainPublish')).toEqual(['iot:topic/'])
  expect(knownActions.get('iot:Subscribe')).toEqual(['iot:topicfilter/'])
  expect(knownActions.get('iot:ListRetainedMessages')).toEqual([])
})
