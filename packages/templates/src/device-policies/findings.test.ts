import { lintPolicy, validatePolicy } from '@thingplan/core/policy'
import { expect, it } from 'vitest'
import { readyMadePolicies } from '../fixtures/ready-made-policies.js'

it.each(readyMadePolicies)('%s is nothing that AWS refuses, and nothing that the linter warns of', (_, policy) => {
  expect(validatePolicy(policy.document, { name: policy.name })).toEqual([])
  expect(lintPolicy(policy.document)).toEqual([])
})
