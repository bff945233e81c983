import type { PolicyStatement } from '../policy-document.js'
import { isPlainObject } from './is-plain-object.js'
import { malformed, misplacedTag } from './malformed.js'
import { parseString, parseStrings } from './parse-strings.js'

type Condition = NonNullable<PolicyStatement['Condition']>

/** Neither pattern fits a name that every object inherits (`__proto__`, `constructor`), so plain objects hold the keys safely. */
const operator = /^(?:ForAllValues:|ForAnyValue:)?[A-Z][A-Za-z]{1,63}$/
const conditionKey = /^[A-Za-z][A-Za-z0-9-]{0,63}:\S{1,512}$/

const parseRecord = <Value>(
  value: unknown,
  field: string,
  pattern: RegExp,
  expected: string,
  parse: (value: unknown, field: string) => Value,
): Readonly<Record<string, Value>> => {
  if (!isPlainObject(value)) throw malformed(field, 'is not an object', 'write operator, then key, then values')
  const draft: Record<string, Value> = {}
  for (const [key, item] of Object.entries(value)) {
    if (key.includes('<%')) throw misplacedTag(field, key)
    if (!pattern.test(key)) throw malformed(`${field}.${key}`, `is not ${expected}`, `write ${expected}`)
    draft[key] = parse(item, `${field}.${key}`)
  }
  return Object.freeze(draft)
}

/** A condition block: operator, then key, then values. */
export const parseCondition = (value: unknown, field: string): Condition =>
  parseRecord(value, field, operator, 'an operator, for example StringEquals', (keys, operatorField) =>
    parseRecord(keys, operatorField, conditionKey, 'a condition key, for example iot:ClientId', (values, keyField) =>
      parseStrings(values, keyField, parseString),
    ),
  )
