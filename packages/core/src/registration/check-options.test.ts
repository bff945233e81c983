import { describe, expect, it } from 'vitest'
import { anyText, checkOptions, checkText } from './check-options.js'

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
    ['any text', () => checkText('name', '', anyText)],
  ])('%s', (_, check) => {
    expect(check).not.toThrow()
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
      'what is no text where any would do',
      () => checkText('name', 12, anyText),
      'registration-profile',
      'name',
      'name must be text, not `12`',
    ],
  ])('%s', (_, check, code, field, message) => {
    expect(thrownBy(check)).toMatchObject({ name: 'RegistrationError', code, field, message })
  })
})
