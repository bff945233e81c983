import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { connectMissing } from './connect-missing.js'

it.each([
  ['publishing', policy(allow('GetThingShadow Publish', ['topic/a', 'thing/a'])), ['Statement[0].Action[1]']],
  ['several', policy(allow('Subscribe', ['topicfilter/a']), allow('Receive', ['topic/a'])), ['Statement[0].Action[0]']],
  [
    'a connection that is denied',
    policy(deny('Connect', ['*']), allow('Publish', ['topic/a'])),
    ['Statement[1].Action[0]'],
  ],
  ['with a connection', policy(allow('Publish', ['topic/a']), allow('Connect', ['client/a'])), []],
  ['HTTPS only', policy(allow('GetThingShadow', ['thing/a'])), []],
])('%s', (_, document, paths) => {
  expect(pathsFound(connectMissing, document)).toEqual(paths)
})
