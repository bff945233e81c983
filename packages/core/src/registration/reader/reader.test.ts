import { describe, expect, it } from 'vitest'
import { attributeTypeName, attributeTypeOid } from './attribute-type.js'
import { entriesOf } from './entries-of.js'
import { checkCount, checkDifferent, listOf } from './list-of.js'
import { oneOf } from './one-of.js'
import { optionsOf, root } from './options-of.js'
import { optional, orNone, type Reader } from './reader.js'
import { templateFor } from './template-for.js'
import { textLike } from './text-like.js'

const letters = textLike(/^[a-z]+$/)
const words = listOf(letters, 2)
const thing = optionsOf({ name: letters, adopt: oneOf(false, true) })
const byType = entriesOf(attributeTypeOid, letters)

/** What a caller without a compiler may hand in. */
const readAnything = (read: Reader<never, unknown>, given: unknown): unknown => {
  try {
    return read(given as never, 'part')
  } catch (error) {
    return error
  }
}

describe('what is right is read', () => {
  it.each<[title: string, read: Reader<never, unknown>, given: unknown, part: unknown]>([
    ['text', letters, 'sensors', 'sensors'],
    ['one of several words', oneOf('shared', 'exclusive'), 'exclusive', 'exclusive'],
    ['the first of several words where none is given', oneOf('shared', 'exclusive'), undefined, 'shared'],
    ['false where it is one of the words', oneOf(true, false), false, false],
    ['a part that may be left out', optional(letters), undefined, undefined],
    ['a part that may be left out and is there', optional(letters), 'a', 'a'],
    ['a list that is left out', orNone(words), undefined, []],
    ['a list as long as may be', words, ['a', 'b'], ['a', 'b']],
    ['options', thing, { name: 'a' }, { name: 'a', adopt: false }],
    ['a dictionary', byType, { CN: 'a' }, [{ written: 'CN', key: '2.5.4.3', value: 'a' }]],
    ['an attribute type by any spelling', attributeTypeName, 'commonName', 'CN'],
  ])('%s', (_, read, given, part) => {
    expect(readAnything(read, given)).toEqual(part)
  })

  it('a list into a frozen one', () => {
    expect(Object.isFrozen(words(['a'], 'part'))).toBe(true)
  })

  it('a template for a place', () => {
    expect(templateFor('thing-name')('a', 'part')).toMatchObject({ source: 'a', sink: 'thing-name' })
  })

  it('counts and names within their bounds', () => {
    expect(() => checkCount('part', 3, 3)).not.toThrow()
    expect(() => checkDifferent('part', ['a', 'b', 'A'])).not.toThrow()
  })
})

describe('what is wrong is refused', () => {
  it.each<[title: string, read: Reader<never, unknown>, given: unknown, code: string, field: string, message: string]>([
    [
      'text that does not match',
      letters,
      'A',
      'registration-profile',
      'part',
      'part must be text like /^[a-z]+$/, not `A`',
    ],
    [
      'a word that is none of them',
      oneOf('leave', 'revoke'),
      'delete',
      'registration-option',
      'part',
      'part must be leave or revoke, not `delete`',
    ],
    ['null for a word', oneOf('leave', 'revoke'), null, 'registration-option', 'part', 'part must be leave or revoke'],
    ['no list', words, 'a', 'registration-profile', 'part', 'part must be a list, not `a`'],
    [
      'null for a list that may be left out',
      orNone(words),
      null,
      'registration-profile',
      'part',
      'part must be a list',
    ],
    [
      'a list that is too long',
      words,
      ['a', 'b', 'c'],
      'registration-profile',
      'part',
      'part must be at most 2, not `3`',
    ],
    [
      'an item that is none',
      words,
      ['a', 1],
      'registration-profile',
      'part[1]',
      'part[1] must be text like /^[a-z]+$/, not `1`',
    ],
    ['no options', thing, [], 'registration-option', 'part', 'part must be an object'],
    ['an option that does not exist', thing, { nme: 'a' }, 'registration-option', 'nme', 'part has no option `nme`'],
    [
      'an option of the wrong type',
      thing,
      { name: 1 },
      'registration-profile',
      'part.name',
      'part.name must be text like /^[a-z]+$/, not `1`',
    ],
    ['no dictionary', byType, 'a', 'registration-option', 'part', 'part must be an object, not `a`'],
    [
      'an attribute type that does not exist',
      byType,
      { cmmonName: 'a' },
      'registration-rule',
      'part',
      'part: there is no attribute type `cmmonName`',
    ],
    [
      'an attribute type in two spellings',
      byType,
      { CN: 'a', commonName: 'b' },
      'registration-profile',
      'part.commonName',
      'part.commonName must be the one for its attribute type, not `commonName`',
    ],
    [
      'a value that is none',
      byType,
      { CN: 1 },
      'registration-profile',
      'part.CN',
      'part.CN must be text like /^[a-z]+$/, not `1`',
    ],
    ['no template', templateFor('thing-name'), 'a b', 'registration-profile', 'part', '`a b` contains ` `'],
  ])('%s', (_, read, given, code, field, message) => {
    expect(readAnything(read, given)).toMatchObject({ name: 'RegistrationError', code, field })
    expect(readAnything(read, given)).toHaveProperty('message', expect.stringContaining(message))
  })

  it('more of something than may be, and a name that is there twice', () => {
    expect(() => checkCount('part', 2, 1, ' without `typeName`')).toThrow(
      'part must be at most 1 without `typeName`, not `2`',
    )
    expect(() => checkDifferent('part', ['a', 'b', 'b'])).toThrow('part[2] must be unlike those before it, not `b`')
  })
})

it('names the options of the spec itself without an owner', () => {
  expect(() => thing({ name: '' }, root)).toThrow(expect.objectContaining({ field: 'name' }))
})
