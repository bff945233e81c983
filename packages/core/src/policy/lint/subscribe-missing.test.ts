import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, policy } from '../fixtures/policy-fixture.js'
import { subscribeMissing } from './subscribe-missing.js'

it.each([
  ['nothing', [], ['Statement[0].Resource[0]', 'Statement[0].Resource[1]']],
  ['one of them', ['topicfilter/a/#'], ['Statement[0].Resource[1]']],
  ['both', ['topicfilter/+/b'], []],
  ['both, shared', ['topicfilter/$share/group/+/b'], []],
])('subscribing to %s', (_, filters, paths) => {
  const document = policy(
    allow('Receive', ['topic/a/b', 'topic/c/b']),
    ...filters.map((filter) => allow('Subscribe', [filter])),
  )
  expect(pathsFound(subscribeMissing, document)).toEqual(paths)
})
