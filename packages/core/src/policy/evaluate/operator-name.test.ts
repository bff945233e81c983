import { describe, expect, it } from 'vitest'
import { findOperator, operatorNames } from './operator.js'
import { readOperatorName } from './operator-name.js'

describe('readOperatorName', () => {
  it.each([
    ['Bool', { name: 'Bool', ifExists: false }],
    ['StringEqualsIfExists', { name: 'StringEquals', ifExists: true }],
    ['ForAnyValue:StringLike', { quantifier: 'ForAnyValue', name: 'StringLike', ifExists: false }],
    ['ForAllValues:ArnLikeIfExists', { quantifier: 'ForAllValues', name: 'ArnLike', ifExists: true }],
    ['NullIfExists', { name: 'NullIfExists', ifExists: false }],
    ['', { name: '', ifExists: false }],
    ['IfExists', { name: 'IfExists', ifExists: false }],
  ])('%s', (text, expected) => {
    expect(readOperatorName(text)).toEqual(expected)
  })

  it('leads to every operator', () => {
    expect(operatorNames.filter((name) => findOperator(readOperatorName(name).name) === undefined)).toEqual(['Null'])
  })
})
