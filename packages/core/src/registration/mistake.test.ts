import { describe, expect, it } from 'vitest'
import { mistake } from './mistake.js'

describe('mistake', () => {
  it.each<[title: string, found: unknown, message: string, value: string | undefined]>([
    ['text', 'yes', 'adopt must be true or false, not `yes`', 'yes'],
    ['text of two lines', 'a\nb', 'adopt must be true or false, not `a\\u{a}b`', 'a\nb'],
    ['a number', 1, 'adopt must be true or false, not `1`', '1'],
    ['nothing', undefined, 'adopt must be true or false, not `undefined`', 'undefined'],
    ['null, a list or an object, which cannot be shown', null, 'adopt must be true or false', undefined],
    ['a function', () => true, 'adopt must be true or false', undefined],
  ])('shows %s', (_, found, message, value) => {
    const { field, remedy, code, ...error } = mistake('adopt', 'true or false', found)
    expect({ field, remedy, code }).toEqual({
      field: 'adopt',
      remedy: 'make it true or false',
      code: 'registration-profile',
    })
    expect(error.value).toBe(value)
    expect(mistake('adopt', 'true or false', found).message).toBe(message)
  })
})
