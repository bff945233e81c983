import { describe, expect, it } from 'vitest'
import { fleetTemplate } from '../build/fleet-template.js'
import { problemsOf } from '../fixtures/problems-of.js'
import type { TemplateExpression } from '../template-expression.js'
import { countParts } from './count-parts.js'

const nested = (levels: number, repeats: number): TemplateExpression =>
  levels === 0 ? { Ref: 'X' } : { 'Fn::Sub': ['${V}'.repeat(repeats), { V: nested(levels - 1, repeats) }] }

describe('how many texts an expression is put together of', () => {
  it.each<[expression: TemplateExpression, count: number]>([
    ['a', 1],
    [{ Ref: 'X' }, 1],
    [{ 'Fn::Join': ['', ['a', { Ref: 'X' }, 'b']] }, 3],
    [{ 'Fn::Join': ['', { 'Fn::Split': [',', { 'Fn::Sub': 'a${X}' }] }] }, 2],
    [{ 'Fn::Select': ['0', ['a', 'b']] }, 2],
    [{ 'Fn::FindInMap': ['M', 'a', { Ref: 'X' }] }, 2],
    [{ 'Fn::Sub': 'a${X}b${Y}' }, 4],
    [{ 'Fn::Sub': ['${V}-${V}', { V: { 'Fn::Sub': 'a${X}' } }] }, 5],
    [nested(3, 20), 8_000],
    [nested(16, 20), 20 ** 16],
  ])('%j: %d', (expression, count) => {
    expect(countParts(expression)).toBe(count)
  })

  it('is refused where nobody could put them together', () => {
    const problem = { code: 'provisioning-too-large', message: 'is put together of too many texts' }
    for (const levels of [4, 15]) {
      const problems = problemsOf(() => fleetTemplate({ thing: { name: nested(levels, 20) }, policies: [] }))
      expect(problems[0]).toMatchObject(problem)
    }
  })

  it('is taken up to ten thousand', () => {
    expect(() => fleetTemplate({ thing: { name: nested(3, 20) }, policies: [] })).not.toThrow()
  })
})
