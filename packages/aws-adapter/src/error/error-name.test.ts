import { describe, expect, it } from 'vitest'
import { errorName } from './error-name.js'

describe('errorName', () => {
  it.each([
    [
      'the name of an error of AWS',
      Object.assign(new Error('x'), { name: 'ThrottlingException' }),
      'ThrottlingException',
    ],
    [
      "the code of an error of Node's network layer",
      Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      'ECONNRESET',
    ],
    ['the class of an error of the language', new TypeError('x'), 'TypeError'],
    [
      'the name rather than the code',
      Object.assign(new Error('x'), { name: 'TimeoutError', code: 'E' }),
      'TimeoutError',
    ],
    ['Error, where there is nothing else', new Error('x'), 'Error'],
    ['unknown, for what is no error', 'a text', 'unknown'],
    ['unknown, for null', null, 'unknown'],
    ['unknown, for a name that is no text', { name: 7 }, 'unknown'],
  ])('is %s', (_what, error, name) => {
    expect(errorName(error)).toBe(name)
  })

  it.each(['x'.repeat(10_000), 'a\nb', '\u001b[2J', 'a b', ''])('is unknown for what is no name: %j', (name) => {
    expect(errorName({ name })).toBe('unknown')
  })
})
