import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { clientIdUnprotected } from './client-id-unprotected.js'

const open = allow('Connect', ['client/*'])
const bound = allow('Connect', ['client/${iot:Connection.Thing.ThingName}'])
const itself = allow('Connect', ['client/${iot:ClientId}'])
const own = allow('Publish', ['topic/a', 'topic/${iot:ClientId}/b'])

it.each([
  ['any client id', policy(open, own), ['Statement[1].Resource[1]']],
  ['a client id that is bound to itself', policy(itself, own), ['Statement[1].Resource[1]']],
  [
    'a denial that another client id walks around',
    policy(open, deny('Publish', ['topic/${iot:ClientId}/b'])),
    ['Statement[1].Resource[0]'],
  ],
  [
    'a condition',
    policy(open, allow('Publish', ['topic/b'], { StringEquals: { 'iot:CertificateId': '${iot:ClientId}' } })),
    ['Statement[1].Condition.StringEquals.iot:CertificateId'],
  ],
  ['a bound client id', policy(bound, own), []],
  ['connections that another policy allows', policy(own), []],
  ['no use of it', policy(open, allow('Publish', ['topic/b'])), []],
])('%s', (_, document, paths) => {
  expect(pathsFound(clientIdUnprotected, document)).toEqual(paths)
})
