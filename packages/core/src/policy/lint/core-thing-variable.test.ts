import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy, thingName } from '../fixtures/policy-fixture.js'
import { coreThingVariable } from './core-thing-variable.js'

const core = allow('greengrass:ResolveComponentCandidates', ['*'])
const own = allow('Publish', [`topic/${thingName}`])

it.each([
  ['a core', policy(core, own), ['Statement[1].Resource[0]']],
  ['a core by a wildcard', policy(own, allow('greengrass:*', ['*'])), ['Statement[0].Resource[0]']],
  ['a core with its name written out', policy(core, allow('Publish', ['topic/core-1'])), []],
  ['a client device of a core', policy(allow('greengrass:Discover', ['thing/a']), own), []],
  ['no core', policy(deny('greengrass:*', ['*']), own), []],
])('%s', (_, document, paths) => {
  expect(pathsFound(coreThingVariable, document)).toEqual(paths)
})
