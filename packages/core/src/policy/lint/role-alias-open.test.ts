import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { roleAliasOpen } from './role-alias-open.js'

it.each([
  ['rolealias/core-*', true],
  ['rolealias/?ore', true],
  ['rolealias/*-role', true],
  ['rolealias/${iot:Connection.Thing.ThingName}*', true],
  ['rolealias/CoreRole', false],
  ['rolealias/core-${*}', false],
  ['rolealias/*', false],
  ['*', false],
])('`%s`: more than one role alias is %s', (resource, open) => {
  expect(pathsFound(roleAliasOpen, policy(allow('AssumeRoleWithCertificate', [resource])))).toEqual(
    open ? ['Statement[0].Resource[0]'] : [],
  )
})

it('does not look at denials and other actions', () => {
  const resources = ['rolealias/core-*']
  const document = policy(deny('AssumeRoleWithCertificate', resources), allow('Publish', resources))
  expect(pathsFound(roleAliasOpen, document)).toEqual([])
})
