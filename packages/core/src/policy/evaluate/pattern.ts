import { anyOne, anyRun, type GlobToken } from './glob.js'
import type { PolicyRequest } from './policy-request.js'
import { findVariable, type Variable } from './variable.js'

/** Text of a policy with its wildcards and variables told apart. */
export type Pattern = readonly (GlobToken | Variable)[]

/** Why a pattern has no text for a request. */
export type Missing = 'absent' | 'unknown'

/** `${…}`, a wildcard, or a run of other text; an opened variable that is never closed takes all that follows. */
const partsOfText = /\$\{[^}]*\}?|[*?]|(?:(?!\$\{)[^*?])+/g

const wildcards = { '*': anyRun, '?': anyOne } as const
const escaped = ['*', '?', '$']

const partOf = (text: string, wild: boolean): GlobToken | Variable => {
  if (!text.startsWith('${')) return wild && (text === '*' || text === '?') ? wildcards[text] : text
  if (!text.endsWith('}')) return { name: text }
  const name = text.slice(2, -1)
  return escaped.includes(name) ? name : findVariable(name)
}

/** A resource, or a value of an operator that takes wildcards. `${*}`, `${?}` and `${$}` are the characters themselves. */
export const compilePattern = (text: string): Pattern =>
  (text.match(partsOfText) ?? []).map((part) => partOf(part, true))

/** A value of an operator in which `*` and `?` are characters like others. */
export const compileLiteral = (text: string): Pattern =>
  (text.match(partsOfText) ?? []).map((part) => partOf(part, false))

/**
 * The pattern with the request's values in place of its variables, or why it has none.
 *
 * @param unresolved receives the names of the variables without a value.
 */
export const resolvePattern = (
  pattern: Pattern,
  request: PolicyRequest,
  unresolved: Set<string>,
): readonly GlobToken[] | Missing => {
  const tokens: GlobToken[] = []
  let missing: Missing | undefined
  for (const part of pattern) {
    if (typeof part !== 'object') tokens.push(part)
    else {
      const value = part.resolve?.(request)
      if (value !== undefined) tokens.push(value)
      else {
        unresolved.add(part.name)
        missing = part.resolve === undefined || missing === 'unknown' ? 'unknown' : 'absent'
      }
    }
  }
  return missing ?? tokens
}
