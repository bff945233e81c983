import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, ifAttached, policy, thingName } from '../fixtures/policy-fixture.js'
import { attachmentUnchecked } from './attachment-unchecked.js'

const own = allow('Publish', ['topic/a', `topic/${thingName}`])
const byType = { StringEquals: { 'iot:Connection.Thing.ThingTypeName': 'sensor' } }

it.each([
  ['a client id that is a thing', policy(allow('Connect', [`client/${thingName}`])), ['Statement[0].Resource[0]']],
  ['a topic of a thing', policy(allow('Connect', ['client/a']), own), ['Statement[1].Resource[1]']],
  ['no connection here', policy(own), ['Statement[0].Resource[1]']],
  [
    'a condition on the thing',
    policy(allow('Publish', ['topic/a'], byType)),
    ['Statement[0].Condition.StringEquals.iot:Connection.Thing.ThingTypeName'],
  ],
  [
    'another condition',
    policy(allow('Connect', [`client/${thingName}`], { Bool: { 'iot:Connection.Thing.IsAttached': 'false' } })),
    ['Statement[0].Resource[0]'],
  ],
  [
    'a condition that holds without a thing',
    policy(allow('Connect', [`client/${thingName}`], { BoolIfExists: { 'iot:Connection.Thing.IsAttached': 'true' } })),
    ['Statement[0].Resource[0]'],
  ],
  [
    'a condition on something else',
    policy(allow('Connect', [`client/${thingName}`], { Bool: { 'iot:ClientId': 'true' } })),
    ['Statement[0].Resource[0]'],
  ],
  [
    'a condition that holds in any case',
    policy(
      allow('Connect', [`client/${thingName}`], { Bool: { 'iot:Connection.Thing.IsAttached': ['true', 'false'] } }),
    ),
    ['Statement[0].Resource[0]'],
  ],
  [
    'a second way to connect',
    policy(allow('Connect', [`client/${thingName}`], ifAttached), allow('Connect', ['client/b']), own),
    ['Statement[2].Resource[1]'],
  ],
  ['a check of the connection', policy(allow('Connect', [`client/${thingName}`], ifAttached), own), []],
  [
    'a condition without values',
    policy(allow('Connect', [`client/${thingName}`], { Bool: { 'iot:Connection.Thing.IsAttached': [] } })),
    ['Statement[0].Resource[0]'],
  ],
  ['the answer itself', policy(allow('Publish', ['topic/${iot:Connection.Thing.IsAttached}'])), []],
  ['a check of its own', policy(allow('Publish', [`topic/${thingName}`], ifAttached)), []],
  ['a condition without a thing', policy(allow('Publish', ['topic/a'], { StringEquals: { 'iot:ClientId': 'a' } })), []],
  [
    'the answer as text',
    policy(allow('Publish', ['topic/a'], { StringEquals: { 'iot:Connection.Thing.IsAttached': 'true' } })),
    [],
  ],
  ['a denial', policy(deny('Publish', [`topic/${thingName}`])), []],
  ['no thing', policy(allow('Publish', ['topic/${iot:CertificateId}'])), []],
])('%s', (_, document, paths) => {
  expect(pathsFound(attachmentUnchecked, document)).toEqual(paths)
})
