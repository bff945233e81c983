import { staysAsWritten } from './certificate-variable.js'
import { anyOne, anyRun, type GlobToken } from './glob.js'
import type { PolicyRequest } from './policy-request.js'
import { findVariable, resolveVariable, type Variable } from './variable.js'

/** Text of a policy with its wildcards and variables told apart. */
export type Pattern = readonly (GlobToken | Variable)[]

/** Why a pattern has no text for a request. */
export type Missing = 'absent' | 'unknown'

/** `${…}`, `$(…)` of one character, a wildcard, or a run of other text; a variable that is never closed takes all that follows. */
const partsOfText = /\$\{[^}]*\}?|\$\([*?$]\)|[*?]|(?:(?!\$\{|\$\([*?$]\))[^*?])+/g

const wildcards = { '*': anyRun, '?': anyOne } as const
const escaped = ['*', '?', '$']

const partOf = (text: string, wild: boolean): GlobToken | Variable => {
  // The guide prints escapes in parentheses, IAM in braces: one of the two is text with a wildcard in it, which is not known.
  if (text.startsWith('$(') && text.length === 4) return { name: text }
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
 * What stands for a variable without a value: nothing (the pattern has no text then), anything, or what AWS makes of it where
 * it documents that.
 */
export interface StandIns {
  readonly absent: 'nothing' | 'as-documented' | 'anything'
  readonly unknown: 'nothing' | 'anything'
}

/** What a pattern covers for certain. */
export const narrow: StandIns = { absent: 'nothing', unknown: 'nothing' }
/** What it may cover. */
export const wide: StandIns = { absent: 'as-documented', unknown: 'anything' }
/** What it covers at most, whatever AWS makes of a variable that is absent. */
export const widest: StandIns = { absent: 'anything', unknown: 'anything' }

export const hasWildcard = (pattern: Pattern): boolean => pattern.includes(anyRun) || pattern.includes(anyOne)

const standInFor = (name: string, missing: Missing, standIns: StandIns, pattern: Pattern): GlobToken | undefined => {
  const kind = standIns[missing]
  if (kind === 'anything') return anyRun
  if (kind === 'nothing' || !staysAsWritten(name)) return undefined
  // Beside a wildcard, what AWS warns of may reach further than the text.
  return hasWildcard(pattern) ? anyRun : `\${${name}}`
}

/** AWS documents how a policy writes special characters to compare them, and not what they are where they are put in a text. */
const isPlain = (value: string): boolean => !value.includes('\\')

/**
 * The pattern with the request's values in place of its variables, or why it has none.
 *
 * @param unresolved receives the names of the variables without a value.
 */
export const resolvePattern = (
  pattern: Pattern,
  request: PolicyRequest,
  standIns: StandIns,
  unresolved: Set<string>,
): readonly GlobToken[] | Missing => {
  const tokens: GlobToken[] = []
  let without: Missing | undefined
  for (const part of pattern) {
    if (typeof part !== 'object') {
      tokens.push(part)
      continue
    }
    const value = resolveVariable(part, request)
    if (typeof value === 'string' && isPlain(value)) {
      tokens.push(value)
      continue
    }
    unresolved.add(part.name)
    const missing = value === undefined ? 'absent' : 'unknown'
    const standIn = standInFor(part.name, missing, standIns, pattern)
    if (standIn !== undefined) tokens.push(standIn)
    else if (without !== 'unknown') without = missing
  }
  return without ?? tokens
}
