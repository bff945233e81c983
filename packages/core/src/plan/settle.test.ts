import { describe, expect, it } from 'vitest'
import { settle } from './settle.js'

const frozen = Object.freeze({ list: Object.freeze(['a', 1, null]), nothing: undefined })

describe('settle', () => {
  it.each<[title: string, data: unknown]>([
    ['a text', 'x'],
    ['null', null],
    ['frozen data', frozen],
    ['frozen data without a prototype', Object.freeze(Object.create(null))],
    ['a proxy of frozen data', new Proxy(frozen, {})],
  ])('hands back %s as it is', (_, data) => {
    expect(settle(data)).toBe(data)
  })

  it.each<[title: string, data: object]>([
    ['what is not frozen', { a: { b: ['c'] } }],
    ['what is frozen at the top only', Object.freeze({ a: { b: ['c'] } })],
    [
      'what has a getter',
      Object.freeze(Object.defineProperty({}, 'a', { get: () => ({ b: ['c'] }), enumerable: true })),
    ],
    ['what has a class', Object.freeze(Object.assign(new (class Foreign {})(), { a: { b: ['c'] } }))],
  ])('copies %s', (_, data) => {
    const copy = settle(data)
    expect(copy).toEqual({ a: { b: ['c'] } })
    expect(copy).not.toBe(data)
    expect(settle(copy)).toBe(copy)
  })
})
