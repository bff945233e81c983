import { expect, it } from 'vitest'
import { anyRun } from '../evaluate/glob.js'
import { findDelivery } from './find-delivery.js'
import { findText } from './find-text.js'
import { everyOf, globLanguage, not } from './language.js'
import { fullEffort, search } from './search.js'

/** So many states in a row. */
const row = (length: number) => ({
  start: 1,
  key: String,
  effort: fullEffort(),
  isGoal: () => false,
  *moves(state: number) {
    if (state < length) yield { to: state + 1, label: state }
  },
})

it('looks at 50,000 states, and gives up on the next', () => {
  expect(search(row(50_000))).toBe('none')
  expect(search(row(50_001))).toBe('too-large')
})

it('gives up where the effort is spent', () => {
  expect(findText(globLanguage(['abc']), [], { left: 3 })).toEqual({ example: 'abc' })
  expect(findText(globLanguage(['abc']), [], { left: 2 })).toBe('too-large')
  expect(findDelivery(globLanguage(['a']), globLanguage(['a']), { left: 0 })).toBe('too-large')
})

it('counts what it takes', () => {
  const effort = fullEffort()
  expect(effort).toEqual({ left: 10_000_000 })
  findText(globLanguage(['ab']), [], effort)
  expect(effort).toEqual({ left: 9_999_998 })
  findDelivery(globLanguage(['a']), globLanguage(['a']), effort)
  expect(effort).toEqual({ left: 9_999_996 })
})

it('proves that there is nothing', () => {
  const dead = globLanguage(['b'], 'a')
  const everything = globLanguage([anyRun])
  const impossible = everyOf(globLanguage(['a', anyRun]), not(globLanguage(['a', anyRun])))
  expect(findText(dead)).toBe('none')
  expect(findDelivery(dead, everything)).toBe('none')
  expect(findDelivery(everything, dead)).toBe('none')
  expect(findDelivery(everything, impossible)).toBe('none')
})
