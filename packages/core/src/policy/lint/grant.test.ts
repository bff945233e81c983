import { expect, it } from 'vitest'
import { allow, policy, prefix } from '../fixtures/policy-fixture.js'
import { outlinePolicy } from '../validate/outline-policy.js'
import { grantsOf } from './grant.js'

it.each([
  ['what is named', allow('Publish', ['topic/a', 'client/b']), [{ name: 'a', except: [] }]],
  [
    'what is not named',
    { Effect: 'Allow', Action: 'iot:Publish', NotResource: [`${prefix}topic/a`, `${prefix}topic/b`] } as const,
    [{ name: '*', except: ['a', 'b'] }],
  ],
  ['another action', allow('Receive', ['topic/a']), []],
])('a grant of %s', (_, statement, grants) => {
  const found = grantsOf(outlinePolicy(policy(statement)), 'iot:Publish')
  expect(found.map(({ name, except }) => ({ name, except }))).toEqual(grants)
})
