import type { PolicyStatement } from '../policy-document.js'
import { type Condition, compileConditions, holdTogether } from './condition.js'
import { type GlobToken, matchGlob } from './glob.js'
import { compilePattern } from './pattern.js'
import type { DecidingStatement, PolicyAnswer } from './policy-answer.js'
import type { PolicyRequest } from './policy-request.js'
import { compileResource, type EvaluableResource, isCovered, standInsOf } from './resource.js'

/** A statement ready to be asked. */
export interface EvaluableStatement {
  readonly denies: boolean
  readonly actions: readonly (readonly GlobToken[])[]
  readonly resources: readonly EvaluableResource[]
  /** Whether it is about all resources but these. */
  readonly exceptResources: boolean
  readonly conditions: readonly Condition[]
  /** What it answers where it decides and nothing is unresolved. */
  readonly answer: PolicyAnswer & { readonly statement: DecidingStatement }
}

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

/** Action names are compared without regard to case, as IAM does; they hold no variables. */
const compileAction = (action: string): readonly GlobToken[] =>
  compilePattern(action.toLowerCase()).filter((part) => typeof part !== 'object')

export const compileEvaluable = (
  statement: PolicyStatement,
  place: DecidingStatement,
  attachment: readonly Condition[],
): EvaluableStatement => ({
  denies: statement.Effect === 'Deny',
  actions: asList(statement.Action).map(compileAction),
  resources: asList(statement.Resource ?? statement.NotResource).map(compileResource),
  exceptResources: statement.NotResource !== undefined,
  conditions: [...attachment, ...compileConditions(statement.Condition)],
  answer: Object.freeze({
    effect: statement.Effect === 'Deny' ? 'explicit-deny' : 'allowed',
    statement: Object.freeze(place),
    unresolved: Object.freeze([]),
  }),
})

/** Those statements that are about an action. */
export const aboutAction = (
  statements: readonly EvaluableStatement[],
  action: string,
): readonly EvaluableStatement[] => {
  const compared = action.toLowerCase()
  return statements.filter(({ actions }) => actions.some((pattern) => matchGlob(pattern, compared)))
}

/** Whether a statement about the action decides a request: a Deny also where its conditions cannot be evaluated, an Allow never. */
export const applies = (statement: EvaluableStatement, request: PolicyRequest, unresolved: Set<string>): boolean => {
  const { denies, exceptResources, resources, conditions } = statement
  const covered = isCovered(resources, request, standInsOf(denies, exceptResources), unresolved)
  if (covered === exceptResources) return false
  const holds = holdTogether(conditions, request, unresolved)
  return holds === 'true' || (holds === 'unknown' && denies)
}
