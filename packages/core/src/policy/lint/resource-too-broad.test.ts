import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, ifAttached, policy, prefix } from '../fixtures/policy-fixture.js'
import type { PolicyStatement } from '../policy-document.js'
import { resourceTooBroad } from './resource-too-broad.js'

const except = (Effect: 'Allow' | 'Deny'): PolicyStatement => ({
  Effect,
  Action: 'iot:Receive',
  NotResource: `${prefix}topic/a/restricted/*`,
})

it.each([
  ['everything', allow('Publish', ['*']), ['Statement[0].Resource[0]']],
  ['every client', allow('Connect', ['client/a', 'client/*']), ['Statement[0].Resource[1]']],
  ['every client of an attached thing', allow('Connect', ['*'], ifAttached), ['Statement[0].Resource[0]']],
  ['every topic', allow('Publish', ['topic/*']), ['Statement[0].Resource[0]']],
  ['every filter', allow('Subscribe', ['topicfilter/*']), ['Statement[0].Resource[0]']],
  ['every topic and filter', allow('Subscribe', ['topic*']), ['Statement[0].Resource[0]']],
  ['every topic of one character and more', allow('Publish', ['topic/?*']), ['Statement[0].Resource[0]']],
  ['every role alias', allow('AssumeRoleWithCertificate', ['rolealias/*']), ['Statement[0].Resource[0]']],
  ['what is not named', except('Allow'), ['Statement[0].NotResource']],
  ['topics of one character', allow('Publish', ['topic/?']), []],
  ['topics under a level', allow('Publish', ['topic/a/*']), []],
  ['an action that takes nothing else', allow('ListRetainedMessages', ['*']), []],
  ['actions of a Greengrass core', allow('greengrass:GetDeploymentConfiguration', ['*']), []],
  [
    'actions of a Greengrass core on what is not named',
    { ...except('Allow'), Action: 'greengrass:GetDeploymentConfiguration' },
    [],
  ],
  ['a denial', deny('Publish', ['*']), []],
  ['a denial of what is not named', except('Deny'), []],
])('%s', (_, statement, paths) => {
  expect(pathsFound(resourceTooBroad, policy(statement))).toEqual(paths)
})
