import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDocument } from '../fixtures/any-document.js'
import { documentPaths } from '../fixtures/document-paths.js'
import { allow, policy, prefix } from '../fixtures/policy-fixture.js'
import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import { type ValidatePolicyOptions, validatePolicy } from './validate-policy.js'

const Version = '2012-10-17'
const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${prefix}client/a` }
const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])

describe('the name', () => {
  const document = policy(allow('Connect', ['client/a']))
  it.each([
    ['own-topics', []],
    ['a_b+c=d,e.f@g', []],
    ['device-<%= certificate.id %>', []],
    ['<%= certificate.id %>', []],
    ['', ['policy-name-refused']],
    ['a/b', ['policy-name-refused']],
    ['a b<%= certificate.id %>', ['policy-name-refused']],
    ['a'.repeat(129), ['policy-name-refused']],
  ])('%j', (name, codes) => {
    expect(validatePolicy(document, { name }).map(({ code }) => code)).toEqual(codes)
  })

  it('is in the finding', () => {
    expect(validatePolicy(document, { name: 'a/b' })).toEqual([
      {
        severity: 'error',
        code: 'policy-name-refused',
        path: 'name',
        value: 'a/b',
        message: expect.stringMatching(/^the policy name `a\/b` ./),
        remedy: 'use 1 to 128 of A-Z, a-z, 0-9 and _ + = , . @ -',
      },
    ])
  })

  it.each([
    ['an option that does not exist', { nmae: 'a' }, 'nmae', 'validatePolicy has no option `nmae`'],
    ['a name that is no text', { name: 1 }, 'name', 'validatePolicy takes a name that is text'],
  ])('refuses %s', (_, options, field, message) => {
    expect(() => validatePolicy(document, options as ValidatePolicyOptions)).toThrow(
      expect.objectContaining({ code: 'policy-option', field, message }),
    )
  })
})

describe('everything at once', () => {
  it('in the order of the checks', () => {
    const document = {
      Version,
      Statement: [
        { ...connect, Effect: 'allow' },
        { ...connect, Action: 'iot:Conect', Resource: 'client/${iot:a}', Condition: { Bol: { 'iot:b': 'c' } } },
      ],
    }
    expect(found(document)).toEqual([
      ['policy-malformed', 'Statement[0].Effect'],
      ['action-unknown', 'Statement[1].Action'],
      ['resource-malformed', 'Statement[1].Resource'],
      ['variable-unknown', 'Statement[1].Resource'],
      ['condition-operator-unknown', 'Statement[1].Condition.Bol'],
      ['condition-key-unknown', 'Statement[1].Condition.Bol.iot:b'],
    ])
  })

  it('frozen', () => {
    const findings = validatePolicy({})
    expect([findings, ...findings].every(Object.isFrozen)).toBe(true)
  })
})

describe('for any document at all', () => {
  const isTaken = (document: unknown): boolean => {
    try {
      parsePolicyDocument(document)
      return true
    } catch {
      return false
    }
  }
  const parserCodes = ['policy-malformed', 'policy-tag-misplaced']

  it('finds a fault of shape exactly where the parser refuses', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const faults = validatePolicy(document).filter(({ code }) => parserCodes.includes(code))
        expect(faults.length === 0).toBe(isTaken(document))
      }),
      { numRuns: 300 },
    )
  })

  it('never throws, and every finding is about a part that is there', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const paths = documentPaths(document)
        for (const { severity, path } of validatePolicy(document)) {
          expect(severity).toBe('error')
          expect(paths).toContain(path)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes what is not JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string()), (document) => {
        expect(validatePolicy(document)).not.toEqual([])
      }),
    )
  })
})
