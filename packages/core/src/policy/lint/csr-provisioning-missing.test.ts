import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, policy } from '../fixtures/policy-fixture.js'
import { csrProvisioningMissing } from './csr-provisioning-missing.js'

const first = ['Statement[0].Resource[0]']

it.each([
  ['keys of AWS only', ['topic/$aws/certificates/create/*'], first],
  ['both', ['topic/$aws/certificates/create/*', 'topic/$aws/certificates/create-from-csr/*'], []],
  ['both in one', ['topic/$aws/certificates/create*'], []],
  ['one format of keys of AWS', ['topic/$aws/certificates/create/json'], []],
  ['all topics', ['topic/*'], []],
])('publishing for %s', (_, topics, paths) => {
  expect(pathsFound(csrProvisioningMissing, policy(allow('Publish', topics)))).toEqual(paths)
})

it.each(['Publish', 'Receive'])('looks at %s', (action) => {
  const document = policy(allow(action, ['topic/$aws/certificates/create/*']))
  expect(pathsFound(csrProvisioningMissing, document)).toEqual(first)
})

it('looks at each action on its own', () => {
  const document = policy(
    allow('Publish', ['topic/$aws/certificates/create/*', 'topic/$aws/certificates/create-from-csr/*']),
    allow('Subscribe', ['topicfilter/$aws/certificates/create/*']),
  )
  expect(pathsFound(csrProvisioningMissing, document)).toEqual(['Statement[1].Resource[0]'])
})
