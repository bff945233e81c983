import type { PolicyStatement } from '../policy-document.js'
import { type Condition, compileConditions, holdTogether } from './condition.js'
import { type GlobToken, matchGlob } from './glob.js'
import { compilePattern, type Missing, type Pattern, resolvePattern } from './pattern.js'
import type { DecidingStatement } from './policy-answer.js'
import type { PolicyRequest } from './policy-request.js'

/** A statement ready to be asked. */
export interface EvaluableStatement {
  readonly place: DecidingStatement
  readonly denies: boolean
  readonly actions: readonly (readonly GlobToken[])[]
  readonly resources: readonly Pattern[]
  /** Whether it is about all resources but these. */
  readonly exceptResources: boolean
  readonly conditions: readonly Condition[]
}

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

/** Action names are compared without regard to case, as IAM does; they hold no variables. */
const compileAction = (action: string): readonly GlobToken[] =>
  compilePattern(action.toLowerCase()).filter((part) => typeof part !== 'object')

export const compileEvaluable = (statement: PolicyStatement, place: DecidingStatement): EvaluableStatement => ({
  place,
  denies: statement.Effect === 'Deny',
  actions: asList(statement.Action).map(compileAction),
  resources: asList(statement.Resource ?? statement.NotResource).map(compilePattern),
  exceptResources: statement.NotResource !== undefined,
  conditions: compileConditions(statement.Condition),
})

/**
 * Whether a pattern that has no text counts as one that fits.
 *
 * A variable without a value stays as it is written, and so fits nothing (`cert-policy-variables`). Where fitting nothing
 * would grant (Allow with NotResource), and where a variable that is not known could make a Deny apply, it fits.
 */
const fitsWithout = (missing: Missing, { denies, exceptResources }: EvaluableStatement): boolean => {
  if (denies) return missing === 'unknown' && !exceptResources
  return exceptResources
}

const isAboutResource = (statement: EvaluableStatement, request: PolicyRequest, unresolved: Set<string>): boolean => {
  const listed = statement.resources.some((pattern) => {
    const tokens = resolvePattern(pattern, request, unresolved)
    return typeof tokens === 'string' ? fitsWithout(tokens, statement) : matchGlob(tokens, request.resource)
  })
  return listed !== statement.exceptResources
}

/** Whether a statement decides a request: a Deny also where its conditions cannot be evaluated, an Allow never. */
export const applies = (statement: EvaluableStatement, request: PolicyRequest, unresolved: Set<string>): boolean => {
  const action = request.action.toLowerCase()
  if (!statement.actions.some((pattern) => matchGlob(pattern, action))) return false
  if (!isAboutResource(statement, request, unresolved)) return false
  const holds = holdTogether(statement.conditions, request, unresolved)
  return holds === 'true' || (holds === 'unknown' && statement.denies)
}
