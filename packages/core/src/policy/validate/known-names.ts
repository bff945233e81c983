import { nearest } from '../../error/nearest.js'
import { conditionKeyNames, findConditionKey } from '../evaluate/condition-key.js'
import { operatorNames } from '../evaluate/operator.js'
import { readOperatorName } from '../evaluate/operator-name.js'
import { findVariable, variableNames } from '../evaluate/variable.js'

/** Whether a policy may say `${name}`. */
export const isVariable = (name: string): boolean => findVariable(name).resolve !== undefined

export const isConditionKey = (name: string): boolean => findConditionKey(name) !== undefined

/** Whether conditions have an operator, with or without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export const isOperator = (name: string): boolean => operatorNames.includes(readOperatorName(name).name)

/** What all names of a kind begin with: it does not make them similar. */
const beginning = /^(?:aws:|iot:Certificate\.|iot:Connection\.Thing\.|iot:)?/i
/** Attributes of a certificate may end with a position; what else is known of it has one value. */
const attribute = /^iot:Certificate\.(?:Subject|Issuer)\./
const position = /\.(?:[1-9]\d{0,3}|List)$/

/** The known name that a misspelt one most likely means. */
const nearestName = (name: string, names: readonly string[]): string | undefined => {
  const [end = ''] = name.startsWith('iot:Certificate.') ? (position.exec(name) ?? []) : []
  const [start = ''] = beginning.exec(name) ?? []
  const word = name.slice(start.length, name.length - end.length)
  const distinctive = (known: string): string => known.replace(beginning, '')
  const meant = nearest(word, names.map(distinctive))
  const found =
    names.find((known) => distinctive(known) === meant) ??
    names.find((known) => word !== '' && known.startsWith(start) && known.endsWith(word))
  return found !== undefined && attribute.test(found) ? found + end : found
}

/** Lists stand in conditions only. */
export const nearestVariable = (name: string): string | undefined =>
  nearestName(name.replace(/\.List$/, ''), variableNames)

export const nearestConditionKey = (name: string): string | undefined => nearestName(name, conditionKeyNames)

export const nearestOperator = (name: string): string | undefined =>
  nearest(readOperatorName(name).name.replace(/IfExists$/, ''), operatorNames)
