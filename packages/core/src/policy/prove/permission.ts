import { anyOf, everyOf, globLanguage, includes, type Language, not } from '../automaton/language.js'
import { holdTogether } from '../evaluate/condition.js'
import { anyRun, type GlobToken } from '../evaluate/glob.js'
import { type Pattern, resolvePattern } from '../evaluate/pattern.js'
import type { PolicyRequest } from '../evaluate/policy-request.js'
import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import { standInsOf } from '../evaluate/resource.js'
import { aboutAction, type EvaluableStatement } from '../evaluate/statement.js'
import { isAccountAction } from './account-action.js'

/**
 * How far policies reach where something is not known: `certain` as `evaluatePolicies` answers, for which the unknown never
 * grants; `possible` the other way round, at least as far as AWS could go.
 */
export type Reading = 'certain' | 'possible'

export interface PermissionQuestion {
  readonly prepared: PreparedPolicies
  /** Who asks, and for which action; the resource does not matter. */
  readonly request: PolicyRequest
  readonly reading: Reading
  /** What the resources in question begin with; the rest of them is the language. */
  readonly root: string
  /** What a client id that the request does not say looks like. */
  readonly clientIds?: readonly Pattern[]
}

/** Variables that are the client id: a thing is named like it, unless the certificate has one of its own. */
const namedAsClient = (thing: PolicyRequest['thing']): readonly string[] =>
  thing?.attached && thing.exclusive ? ['iot:ClientId'] : ['iot:ClientId', 'iot:Connection.Thing.ThingName']

/** The patterns that a resource is read as: one for each form of the client id, where it mentions that. */
const readings = (pattern: Pattern, { clientIds, request }: PermissionQuestion): readonly Pattern[] => {
  const names = namedAsClient(request.thing)
  const isClientId = (part: Pattern[number]): boolean => typeof part === 'object' && names.includes(part.name)
  return clientIds === undefined || !pattern.some(isClientId)
    ? [pattern]
    : clientIds.map((clientId) => pattern.flatMap((part) => (isClientId(part) ? clientId : [part])))
}

const resourcesOf = (statement: EvaluableStatement, question: PermissionQuestion): Language => {
  const { denies, exceptResources, resources } = statement
  const { request, reading, root } = question
  const standIns = standInsOf(reading === 'certain' ? denies : !denies, exceptResources)
  const patterns = resources.flatMap(({ pattern }) =>
    denies || exceptResources ? [pattern] : readings(pattern, question),
  )
  const tokens = patterns
    .map((pattern) => resolvePattern(pattern, request, standIns, new Set()))
    .filter((resolved): resolved is readonly GlobToken[] => typeof resolved !== 'string')
  const covered = anyOf(tokens.map((resolved) => globLanguage(resolved, root)))
  return exceptResources ? not(covered) : covered
}

/** Statements that count for an action: a condition that is not known lets an Allow count in the one reading, a Deny in the other. */
const counting = (
  statements: readonly EvaluableStatement[],
  { request, reading }: PermissionQuestion,
): readonly EvaluableStatement[] =>
  aboutAction(statements, request.action).filter((statement) => {
    const holds = holdTogether(statement.conditions, request, new Set())
    return holds === 'true' || (holds === 'unknown' && statement.denies === (reading === 'certain'))
  })

const allowedResources = (question: PermissionQuestion): Language => {
  const { grants, denials } = question.prepared
  const union = (statements: readonly EvaluableStatement[]): Language =>
    anyOf(counting(statements, question).map((statement) => resourcesOf(statement, question)))
  return everyOf(union(grants), not(union(denials)))
}

/** Every resource on which policies allow an action; of one that is about the whole account, all or none. */
export const permissionOf = (question: PermissionQuestion): Language => {
  if (!isAccountAction(question.request.action)) return allowedResources(question)
  return includes(allowedResources({ ...question, root: '' }), '*') ? globLanguage([anyRun]) : anyOf([])
}

/** The resources of the statements that may allow an action, as patterns. */
export const grantedPatterns = (question: PermissionQuestion): readonly (Pattern | 'all-but-some')[] =>
  counting(question.prepared.grants, question).flatMap(({ exceptResources, resources }) =>
    exceptResources ? ['all-but-some' as const] : resources.map(({ pattern }) => pattern),
  )
