import { describe, expect, it } from 'vitest'
import { allow, policy, prefix } from '../fixtures/policy-fixture.js'
import { policySize } from '../policy-size.js'
import { validatePolicy } from './validate-policy.js'

const Version = '2012-10-17'
const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${prefix}client/a` }
const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])
const publishing = (topic: string): object => policy(allow('Publish', [`topic/${topic}`]))

describe('nesting', () => {
  const place = 'Statement[0].Condition.Bool.iot:ClientId'
  it.each<[title: string, values: unknown, paths: string[]]>([
    ['as deep as it may be', [], []],
    ['nothing in a list', [null], []],
    ['a list in a list', [['true']], [`${place}[0]`]],
    ['objects in a list', ['true', {}, {}], [`${place}[1]`, `${place}[2]`]],
    ['lists in what is no object of JSON', Object.assign(new Date(), { list: [['true']] }), []],
  ])('%s', (_, values, paths) => {
    const Condition = { Bool: { 'iot:ClientId': values } }
    const findings = validatePolicy({ Version, Statement: [{ ...connect, Condition }] })
    expect(findings.filter(({ code }) => code !== 'policy-malformed')).toEqual(
      paths.map((path) => ({
        severity: 'error',
        code: 'policy-too-deep',
        path,
        message: 'is the 7th list or object within another, a policy has 6 at most',
        remedy: 'write a list of strings',
      })),
    )
  })

  it('without end is no reason to fail', () => {
    const cycle: Record<string, unknown> = { Version, Statement: [connect] }
    cycle['Id'] = cycle
    expect(found(cycle)).toContainEqual(['policy-malformed', 'document'])
    expect(found('['.repeat(8_000) + ']'.repeat(8_000))).toEqual([
      ['policy-too-large', 'document'],
      ['policy-malformed', 'document'],
      ['policy-too-deep', 'document[0][0][0][0][0][0]'],
    ])
  })
})

describe('size: 2048 characters without white space', () => {
  const sized = (size: number): object => {
    const document = (topic: string): object => publishing(topic)
    const rest = policySize(policy(allow('Publish', ['topic/'])))
    return document('a'.repeat(size - rest))
  }

  it.each([
    [2048, []],
    [2049, [['policy-too-large', 'document']]],
  ])('%d', (size, expected) => {
    expect(found(sized(size))).toEqual(expected)
    expect(found(JSON.stringify(sized(size), undefined, 4))).toEqual(expected)
  })

  it('is in the finding', () => {
    expect(validatePolicy(sized(2100))[0]).toEqual({
      severity: 'error',
      code: 'policy-too-large',
      path: 'document',
      value: '2100',
      message: 'the policy document has 2100 characters without white space, AWS takes 2048',
      remedy: 'shorten it, or move statements to a second policy',
    })
  })

  it('counts text as it is written', () => {
    const text = JSON.stringify(sized(2048))
    expect(found(text.replace('aaa', '\\u0061aa'))).toEqual([['policy-too-large', 'document']])
    expect(found(text.replace('aaa', 'a a'))).toEqual([])
    expect(found(text.replace('aaa', 'a a a'))).toEqual([['policy-too-large', 'document']])
  })

  it('counts what stays of a text with tags for every device', () => {
    const tag = `<%= default(certificate.id, '${'a'.repeat(500)}') %>`
    const document = publishing(`a/${tag.repeat(5)}`)
    expect(found(document)).toEqual([])
    expect(found(JSON.stringify(document))).toEqual([])
  })

  it.each([
    [2048, []],
    [2049, [['policy-too-large', 'document']]],
  ])('counts what stands in front of tags and behind them: %d', (size, expected) => {
    const ends = policySize(policy(allow('Publish', ['topic/'])))
    const text = 'a'.repeat(1000)
    const document = publishing(`${text}<%= certificate.id %>/<%= certificate.id %>${'b'.repeat(size - ends - 1000)}`)
    expect(found(document)).toEqual(expected)
    expect(found(JSON.stringify(document))).toEqual(expected)
  })

  it.each(['%>…<%', '…%>', '<%…'])('counts what only looks like the ends of a tag: %s', (text) => {
    const rest = policySize(policy(allow('Publish', [`topic/${text}`]))) - 1
    const sizedText = (size: number): object => publishing(text.replace('…', 'a'.repeat(size - rest)))
    expect(found(sizedText(2048))).not.toContainEqual(['policy-too-large', 'document'])
    expect(found(sizedText(2049))).toContainEqual(['policy-too-large', 'document'])
  })

  it.each([
    [16_384, ['policy-too-large', 'variable-unknown']],
    [16_385, ['policy-too-large']],
  ])('hides nothing else up to 16,384 characters: %d', (size, codes) => {
    const rest = policySize(policy(allow('Publish', ['topic/${iot:Nothing}'])))
    const document = publishing(`\${iot:Nothing}${'a'.repeat(size - rest)}`)
    expect(validatePolicy(document).map(({ code }) => code)).toEqual(codes)
  })

  it('is all that is said of a document far too large', () => {
    expect(found(publishing(`${'a'.repeat(20_000)}/\${iot:Nothing}`))).toEqual([['policy-too-large', 'document']])
  })
})
