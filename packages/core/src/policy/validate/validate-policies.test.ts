import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDocument } from '../fixtures/any-document.js'
import { documentPaths } from '../fixtures/document-paths.js'
import { allow, policy } from '../fixtures/policy-fixture.js'
import { validatePolicies } from './validate-policies.js'

const document = policy(allow('Connect', ['client/a']))
const named = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ name: `p${index}`, document }))

describe('validatePolicies', () => {
  it.each([
    ['ten policies', named(10), []],
    ['eleven', named(11), [['policies-too-many', 'policies']]],
    ['a bad name', [{ name: 'a b', document }], [['policy-name-refused', 'policies[0].name']]],
    ['no name', [{ document }], [['policy-malformed', 'policies[0]']]],
    ['a document alone', [document], [['policy-malformed', 'policies[0]']]],
    ['no document', [{ name: 'a' }], [['policy-malformed', 'policies[0]']]],
    [
      'text that is no JSON',
      [...named(1), { name: 'a', document: '{' }],
      [['policy-malformed', 'policies[1].document']],
    ],
    [
      'a document with two faults',
      [{ name: 'a', document: policy(allow('Connect Pub', ['client/a', 'client/${iot:a}'])) }],
      [
        ['action-unknown', 'policies[0].document.Statement[0].Action[1]'],
        ['variable-unknown', 'policies[0].document.Statement[0].Resource[1]'],
      ],
    ],
    ['what is no list', { length: 3 }, [['policy-malformed', 'policies']]],
    ['a list with a hole', new Array(1), [['policy-malformed', 'policies[0]']]],
  ])('%s', (_, policies, expected) => {
    expect(validatePolicies(policies).map(({ code, path }) => [code, path])).toEqual(expected)
  })

  it('counts in its message', () => {
    expect(validatePolicies(named(12))).toEqual([
      {
        severity: 'error',
        code: 'policies-too-many',
        path: 'policies',
        value: '12',
        message: 'the certificate would have 12 policies, AWS takes 10',
        remedy: 'put their statements into fewer policies, or attach some to a thing group',
      },
    ])
  })

  it.each([
    [7, '`policies` is no list', 'give a list of policies'],
    [[7], 'policies[0] is no policy with a name and a document', 'give an object with: name, document'],
  ])('says what to give in place of %j', (policies, message, remedy) => {
    expect(validatePolicies(policies)).toEqual([expect.objectContaining({ message, remedy })])
  })

  it('never throws, and every finding is about a part that is there', () => {
    const policies = fc.array(fc.record({ name: fc.constantFrom('a', 'a b'), document: anyDocument }), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(policies, (all) => {
        const paths = documentPaths({ policies: all })
        for (const { path } of validatePolicies(all)) expect(paths).toContain(path)
      }),
      { numRuns: 30 },
    )
  })
})
