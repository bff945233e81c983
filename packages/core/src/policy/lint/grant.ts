import { knownActions } from '../validate/known-actions.js'
import type { ActionOutline, LocatedText, ResourceOutline, StatementOutline } from '../validate/outline-policy.js'
import { remaindersBehind } from '../validate/resource-locator.js'

/** An action on the resources of one pattern. */
export interface Grant {
  readonly statement: StatementOutline
  /** Where the pattern stands; for one that is about everything but some resources, the first of these. */
  readonly at: LocatedText
  /** Pattern of the client id, topic, filter or name: what follows `client/`, `topic/`, … */
  readonly name: string
  /** Patterns of what is left out. */
  readonly except: readonly string[]
}

const namesOf = ({ locator = '' }: ResourceOutline, kinds: readonly string[]): readonly string[] =>
  kinds.flatMap((kind) => remaindersBehind(kind, locator))

const grantsIn = (statement: StatementOutline, action: string): readonly Grant[] => {
  if (!statement.actions.some(({ names }) => names.includes(action))) return []
  const kinds = knownActions.get(action) ?? []
  const { resources, exceptResources } = statement
  if (!exceptResources) {
    return resources.flatMap((at) => namesOf(at, kinds).map((name) => ({ statement, at, name, except: [] })))
  }
  const except = resources.flatMap((resource) => namesOf(resource, kinds))
  return resources.slice(0, 1).map((at) => ({ statement, at, name: '*', except }))
}

const withEffect =
  (effect: string) =>
  (statements: readonly StatementOutline[], action: string): readonly Grant[] =>
    statements.filter((statement) => statement.effect === effect).flatMap((statement) => grantsIn(statement, action))

/** On what a document allows an action. */
export const grantsOf: (statements: readonly StatementOutline[], action: string) => readonly Grant[] =
  /* @__PURE__ */ withEffect('Allow')

/** On what a document denies an action. */
export const denialsOf: (statements: readonly StatementOutline[], action: string) => readonly Grant[] =
  /* @__PURE__ */ withEffect('Deny')

/** What grants an action where no particular resource is to blame. */
export const grantingAction = ({ statement }: Grant, action: string): ActionOutline | undefined =>
  statement.actions.find(({ names }) => names.includes(action))

/** Whether a pattern stands for everything of its kind. */
export const isEverything = (name: string): boolean => /^[*?]*\*[*?]*$/.test(name)
