import { describe, expect, it } from 'vitest'
import { substitutions } from './substitution.js'

describe('the text of Fn::Sub', () => {
  it.each([
    ['', []],
    ['pump', [{ literal: 'pump' }]],
    ['${Site}', [{ literal: '', name: 'Site' }]],
    [
      'a-${Site}-${ Line }',
      [{ literal: 'a-' }, { literal: '', name: 'Site' }, { literal: '-' }, { literal: '', name: 'Line' }],
    ],
    ['client/${!iot:ClientId}', [{ literal: 'client/' }, { literal: '${iot:ClientId}' }]],
    ['${}', [{ literal: '', name: '' }]],
    ['$ {a} $', [{ literal: '$ {a} $' }]],
    ['}${a}${b', [{ literal: '}' }, { literal: '', name: 'a' }, { literal: '${b' }]],
    ['${a${b}', [{ literal: '', name: 'a${b' }]],
  ])('%j', (text, pieces) => {
    expect(substitutions(text)).toEqual(pieces)
  })

  it('of a variable that never ends, however often it begins', () => {
    const text = '${'.repeat(200_000)
    expect(substitutions(text)).toEqual([{ literal: text }])
  })
})
