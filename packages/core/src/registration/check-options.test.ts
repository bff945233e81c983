import { describe, expect, it } from 'vitest'
import { checkCount, checkDifferent, checkList, checkOptions, checkText, oneOf } from './check-options.js'

const thrownBy = (check: () => unknown): unknown => {
  try {
    return check()
  } catch (error) {
    return error
  }
}

describe('what is right passes', () => {
  it.each<[title: string, check: () => unknown]>([
    ['known options', () => checkOptions('thing', { adopt: true }, ['adopt', 'name'])],
    ['any options', () => checkOptions('attributes', { colour: 'red' })],
    ['text that matches', () => checkText('name', 'sensors', /^[a-z]+$/)],
    ['any text', () => checkText('name', '')],
    ['a list', () => checkList('rules', [])],
    ['a list as long as may be', () => checkList('groups', ['a', 'b'], 2)],
    ['as many as may be', () => checkCount('attributes', 3, 3)],
    ['different names', () => checkDifferent('groups', ['a', 'b', 'A'])],
  ])('%s', (_, check) => {
    expect(check).not.toThrow()
  })

  it('an option that is one of the words, or left out', () => {
    expect(oneOf('principal', 'exclusive', ['shared', 'exclusive'])).toBe('exclusive')
    expect(oneOf('principal', undefined, ['shared', 'exclusive'])).toBe('shared')
    expect(oneOf('adopt', false, [true, false])).toBe(false)
  })
})

describe('what is wrong is refused', () => {
  it.each<[title: string, check: () => unknown, code: string, field: string, message: string]>([
    [
      'an option that does not exist',
      () => checkOptions('thing', { adpt: true }, ['adopt']),
      'registration-option',
      'adpt',
      'thing has no option `adpt`',
    ],
    ['no options', () => checkOptions('thing', null), 'registration-option', 'thing', 'thing must be an object'],
    ['a list of options', () => checkOptions('thing', []), 'registration-option', 'thing', 'thing must be an object'],
    [
      'text that does not match',
      () => checkText('name', 'my sensors', /^[a-z]+$/),
      'registration-profile',
      'name',
      'name must be text like /^[a-z]+$/, not `my sensors`',
    ],
    [
      'a number that would match',
      () => checkText('id', 12, /^[0-9]+$/, 'facts-malformed'),
      'facts-malformed',
      'id',
      'id must be text like /^[0-9]+$/, not `12`',
    ],
    [
      'a word that is none of them',
      () => oneOf('onReject', 'delete', ['leave', 'revoke']),
      'registration-option',
      'onReject',
      'onReject must be leave or revoke, not `delete`',
    ],
    [
      'null for a word',
      () => oneOf('onReject', null, ['leave', 'revoke']),
      'registration-option',
      'onReject',
      'onReject must be leave or revoke',
    ],
    ['no list', () => checkList('groups', 'a'), 'registration-profile', 'groups', 'groups must be a list, not `a`'],
    [
      'a list that is too long',
      () => checkList('groups', ['a', 'b'], 1),
      'registration-profile',
      'groups',
      'groups must be at most 1, not `2`',
    ],
    [
      'a name that is there twice',
      () => checkDifferent('groups', ['a', 'b', 'b']),
      'registration-profile',
      'groups[2]',
      'groups[2] must be unlike those before it, not `b`',
    ],
  ])('%s', (_, check, code, field, message) => {
    expect(thrownBy(check)).toMatchObject({ name: 'RegistrationError', code, field, message })
  })
})
