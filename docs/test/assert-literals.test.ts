import { describe, expect, it } from 'vitest'
import { assertLiterals } from './assert-literals.js'

const asserted = (code: string): string =>
  assertLiterals(code).replace("import { expect as __expect } from 'vitest'; ", '')

describe('assertLiterals', () => {
  it.each([
    [
      'an expression',
      "name.get('CN') // => 'device-1'",
      "__expect(name.get('CN')).toEqual('device-1'); // => 'device-1'",
    ],
    ['an awaited one', 'await execute() // => 1', '__expect(await execute()).toEqual(1); // => 1'],
    ['one over several lines', 'sum(\n  1,\n) // => 1', '__expect(sum(\n  1,\n)).toEqual(1); // => 1'],
    ['a constant', 'const one = 1 // => 1', 'const one = 1; __expect(one).toEqual(1); // => 1'],
  ])('asserts %s', (_, code, expected) => {
    expect(asserted(code)).toBe(expected)
  })

  it('leaves other code alone', () => {
    expect(asserted('const one = 1 // a remark')).toBe('const one = 1 // a remark')
  })

  it('refuses an arrow that would assert nothing', () => {
    expect(() => assertLiterals('if (true) {\n  one() // => 1\n}')).toThrow(
      'line 2 of the block asserts nothing: one() // => 1',
    )
  })
})
