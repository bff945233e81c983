import { describe, expect, it } from 'vitest'
import { unknownOption } from './unknown-option.js'

describe('unknownOption', () => {
  it.each([
    ['a misspelt key', { concurency: 1 }, ['concurrency', 'signal'], 'concurency', 'did you mean `concurrency`'],
    ['a key of another case', { Signal: 1 }, ['concurrency', 'signal'], 'Signal', 'did you mean `signal`'],
    [
      'a key that is near to none',
      { colour: 1 },
      ['concurrency', 'signal'],
      'colour',
      'use one of: concurrency, signal',
    ],
    ['an own `__proto__`', JSON.parse('{"__proto__":1}'), ['signal'], '__proto__', 'use one of: signal'],
  ])('names %s and what was meant', (_, options, known, field, remedy) => {
    expect(unknownOption('execute', options, known)?.details).toEqual({ field, remedy })
  })

  it.each([[undefined], [null], ['signal'], [7], [['signal']]])('refuses %j in place of options', (options) => {
    expect(unknownOption('execute', options, ['signal'])).toEqual({
      message: 'execute takes an object',
      details: { field: 'options', remedy: 'give an object with: signal' },
    })
  })

  it('finds nothing wrong with known keys', () => {
    expect(unknownOption('execute', { signal: undefined }, ['concurrency', 'signal'])).toBeUndefined()
  })
})
