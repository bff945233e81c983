import { quote } from '../../error/quote.js'
import {
  isConditionKey,
  isOperator,
  isVariable,
  nearestConditionKey,
  nearestOperator,
  nearestVariable,
} from './known-names.js'
import type { ComparisonOutline, LocatedText, StatementOutline } from './outline-policy.js'
import { type PolicyFinding, refused } from './policy-finding.js'

const didYouMean = (meant: string | undefined, otherwise: string): string =>
  meant === undefined ? otherwise : `did you mean ${quote(meant)}`

/** What stands between `${` and `}`; for one that does not end, all that follows. */
const variable = /\$\{([^}]*)(\}?)/g
const escapes = ['*', '?', '$']

const checkText = ({ path, text }: LocatedText): readonly PolicyFinding[] =>
  [...text.matchAll(variable)].flatMap(([value, name = '', end]) => {
    if (end === '') {
      const message = `${quote(value)} begins a policy variable that does not end`
      return refused('variable-unclosed', {
        path,
        value,
        message,
        remedy: 'close it with `}`, or write `${$}` for a dollar',
      })
    }
    if (escapes.includes(name) || isVariable(name)) return []
    const message = `${quote(value)} is no policy variable of AWS IoT`
    const meant = nearestVariable(name)
    const remedy = didYouMean(meant === undefined ? undefined : `\${${meant}}`, 'use a variable that AWS IoT documents')
    return refused('variable-unknown', { path, value, message, remedy })
  })

/** Policy variables that AWS IoT does not have, in resources and in the values of conditions. */
export const checkVariables = (statements: readonly StatementOutline[]): readonly PolicyFinding[] =>
  statements.flatMap(({ resources, comparisons }) =>
    [...resources, ...comparisons.flatMap(({ values }) => values)].flatMap(checkText),
  )

const checkOperator = ({ operator: value, operatorPath: path }: ComparisonOutline): readonly PolicyFinding[] => {
  if (isOperator(value)) return []
  const message = `${quote(value)} is no condition operator`
  const remedy = didYouMean(nearestOperator(value), 'use an operator for text, ARNs, addresses or Booleans')
  return [refused('condition-operator-unknown', { path, value, message, remedy })]
}

const checkKey = ({ key: value, keyPath: path }: ComparisonOutline): readonly PolicyFinding[] => {
  if (isConditionKey(value)) return []
  const message = `${quote(value)} is no condition key of AWS IoT`
  const remedy = didYouMean(nearestConditionKey(value), 'use a key that AWS IoT documents')
  return [refused('condition-key-unknown', { path, value, message, remedy })]
}

const isFirstOfOperator = (
  { operatorPath }: ComparisonOutline,
  index: number,
  all: readonly ComparisonOutline[],
): boolean => all[index - 1]?.operatorPath !== operatorPath

/** Operators and keys that conditions do not have. */
export const checkConditions = (statements: readonly StatementOutline[]): readonly PolicyFinding[] =>
  statements.flatMap(({ comparisons }) => [
    ...comparisons.filter(isFirstOfOperator).flatMap(checkOperator),
    ...comparisons.flatMap(checkKey),
  ])
