import { describe, expect, it } from 'vitest'
import { readStrictJson, type StrictJson } from './read-strict-json.js'

describe('readStrictJson', () => {
  it.each<[string, string, StrictJson]>([
    ['an object', '{"a":{"a":[1]}}', { ok: true, value: { a: { a: [1] } } }],
    ['text of the greatest length', '"123456789012345678"', { ok: true, value: '123456789012345678' }],
    ['text that is longer', '"1234567890123456789"', { ok: false, problem: 'too-long' }],
    ['no JSON', '{', { ok: false, problem: 'not-json' }],
    ['nothing', '', { ok: false, problem: 'not-json' }],
    ['a key twice', '{"a":1,"a":2}', { ok: false, problem: 'repeated-key', repeated: 'a' }],
    ['a key in two spellings', '{"a":1,"\\u0061":2}', { ok: false, problem: 'repeated-key', repeated: 'a' }],
    ['the same key in two objects', '[{"a":1},{"a":2}]', { ok: true, value: [{ a: 1 }, { a: 2 }] }],
  ])('reads %s (RFC 8259 section 4)', (_what, text, expected) => {
    expect(readStrictJson(text, 20)).toEqual(expected)
  })
})
