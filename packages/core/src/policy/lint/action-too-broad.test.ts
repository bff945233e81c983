import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { actionTooBroad } from './action-too-broad.js'

it.each([
  ['all of AWS IoT', allow('iot:*', ['topic/a']), ['Statement[0].Action[0]']],
  ['all of Greengrass', allow('greengrass:*', ['*']), ['Statement[0].Action[0]']],
  ['everything', allow('Connect *', ['*']), ['Statement[0].Action[1]']],
  ['another way to write it', allow('iot:?*', ['*']), ['Statement[0].Action[0]']],
  ['upper case', allow('IOT:*', ['*']), ['Statement[0].Action[0]']],
  ['some actions of a kind', allow('iot:*ThingShadow', ['thing/a']), []],
  ['a denial', deny('iot:*', ['*']), []],
])('%s', (_, statement, paths) => {
  expect(pathsFound(actionTooBroad, policy(statement))).toEqual(paths)
})
