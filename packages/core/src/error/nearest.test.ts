import { describe, expect, it } from 'vitest'
import { nearest, suggest } from './nearest.js'

const sinks = ['a', 'text', 'thing-name', 'policy-name']

describe('nearest', () => {
  it.each([
    ['a letter too few', 'thing-nam', 'thing-name'],
    ['a letter too many', 'texxt', 'text'],
    ['another letter', 'policy_name', 'policy-name'],
    ['two letters that changed places', 'tetx', 'text'],
    ['another case', 'TEXT', 'text'],
    ['the nearer of two', 'thing-game', 'thing-name'],
    ['no word', 'certificate', undefined],
    ['nothing', '', undefined],
    ['a single letter', 'x', undefined],
    ['an endless word', `thing-name${'x'.repeat(55)}`, undefined],
  ])('finds what was meant by %s', (_, word, meant) => {
    expect(nearest(word, sinks)).toBe(meant)
  })
})

it('does not compare words of very different lengths', () => {
  expect(nearest('x'.repeat(64), ['x'.repeat(10_000_000)])).toBeUndefined()
})

describe('suggest', () => {
  it.each([
    ['what was meant', suggest('tex', sinks), 'did you mean `text`'],
    ['all that there is', suggest('certificate', sinks), 'use one of: a, text, thing-name, policy-name'],
    ['nothing where there is nothing', suggest('certificate', []), undefined],
    ['nothing where there is too much', suggest('certificate', Array.from({ length: 32 }, String)), undefined],
  ])('says %s', (_, remedy, said) => {
    expect(remedy).toBe(said)
  })
})
