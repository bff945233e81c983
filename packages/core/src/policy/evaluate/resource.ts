import { type GlobToken, matchGlob } from './glob.js'
import { compilePattern, narrow, type Pattern, resolvePattern, type StandIns, wide, widest } from './pattern.js'
import type { PolicyRequest } from './policy-request.js'

/** One entry of `Resource` or `NotResource`. */
export interface EvaluableResource {
  readonly text: string
  readonly pattern: Pattern
  /** What every resource that fits begins with. */
  readonly head: string
  /** The pattern, where it has no variables. */
  readonly tokens: readonly GlobToken[] | undefined
}

const isToken = (part: Pattern[number]): part is GlobToken => typeof part !== 'object'

export const compileResource = (text: string): EvaluableResource => {
  const pattern = compilePattern(text)
  const [first] = pattern
  return {
    text,
    pattern,
    head: typeof first === 'string' ? first : '',
    tokens: pattern.every(isToken) ? pattern : undefined,
  }
}

/**
 * How the patterns of a statement are read: an Allow as narrowly as its text permits, a Deny as widely, and what is excepted
 * by `NotResource` the other way round.
 */
export const standInsOf = (denies: boolean, exceptResources: boolean): StandIns => {
  if (denies) return exceptResources ? narrow : wide
  return exceptResources ? widest : narrow
}

/** Whether one of the entries covers the resource of a request. */
export const isCovered = (
  resources: readonly EvaluableResource[],
  request: PolicyRequest,
  standIns: StandIns,
  unresolved: Set<string>,
): boolean => {
  for (const { head, pattern, tokens } of resources) {
    if (!request.resource.startsWith(head)) continue
    const resolved = tokens ?? resolvePattern(pattern, request, standIns, unresolved)
    if (typeof resolved !== 'string' && matchGlob(resolved, request.resource)) return true
  }
  return false
}
