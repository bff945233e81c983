import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { publishMissing } from './publish-missing.js'

const retained = allow('RetainPublish', ['topic/a/b'])

it.each([
  ['nothing', policy(retained), ['Statement[0].Resource[0]']],
  ['another topic', policy(retained, allow('Publish', ['topic/a'])), ['Statement[0].Resource[0]']],
  ['a denial', policy(retained, deny('Publish', ['topic/a/b'])), ['Statement[0].Resource[0]']],
  ['the same topic', policy(retained, allow('Publish', ['topic/a/b'])), []],
  ['more topics', policy(retained, allow('Publish', ['topic/a/*'])), []],
])('publishing to %s', (_, document, paths) => {
  expect(pathsFound(publishMissing, document)).toEqual(paths)
})
