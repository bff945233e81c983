import { isPlainObject } from '../parse/is-plain-object.js'
import { hideTags } from './hide-tags.js'
import { actionsBehind } from './known-actions.js'
import { resourceLocator } from './resource-locator.js'

/** A string of a document. */
export interface LocatedText {
  readonly path: string
  readonly written: string
  /** The same with one character for each template tag. */
  readonly text: string
}

export interface ActionOutline extends LocatedText {
  /** The known actions that it stands for. */
  readonly names: readonly string[]
}

export interface ResourceOutline extends LocatedText {
  /** Service, colon, and what the ARN ends with: `iot:client/a`, or `*`; `undefined` for what is no ARN. */
  readonly locator: string | undefined
}

/** One operator with one key. */
export interface ComparisonOutline {
  readonly operator: string
  readonly operatorPath: string
  readonly key: string
  readonly keyPath: string
  readonly values: readonly LocatedText[]
}

export interface StatementOutline {
  readonly path: string
  readonly effect: unknown
  readonly actions: readonly ActionOutline[]
  /** What `Resource` names, or `NotResource` where `exceptResources` is set. */
  readonly resources: readonly ResourceOutline[]
  readonly exceptResources: boolean
  readonly comparisons: readonly ComparisonOutline[]
}

const textsAt = (path: string, value: unknown): readonly LocatedText[] => {
  if (typeof value === 'string') return [{ path, written: value, text: hideTags(value) }]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) => (typeof item === 'string' ? textsAt(`${path}[${index}]`, item) : []))
}

const entriesOf = (value: unknown): [string, unknown][] => (isPlainObject(value) ? Object.entries(value) : [])

const comparisonsAt = (path: string, condition: unknown): readonly ComparisonOutline[] =>
  entriesOf(condition).flatMap(([operator, keys]) => {
    const operatorPath = `${path}.${operator}`
    return entriesOf(keys).map(([key, values]) => {
      const keyPath = `${operatorPath}.${key}`
      return { operator, operatorPath, key, keyPath, values: textsAt(keyPath, values) }
    })
  })

const outlineStatement = (statement: unknown, path: string): readonly StatementOutline[] => {
  if (!isPlainObject(statement)) return []
  const { Effect: effect, Action, Resource, NotResource, Condition } = statement
  const exceptResources = Resource === undefined && NotResource !== undefined
  const resources = exceptResources
    ? textsAt(`${path}.NotResource`, NotResource)
    : textsAt(`${path}.Resource`, Resource)
  return [
    {
      path,
      effect,
      actions: textsAt(`${path}.Action`, Action).map((action) => ({ ...action, names: actionsBehind(action.text) })),
      resources: resources.map((resource) => ({ ...resource, locator: resourceLocator(resource.text) })),
      exceptResources,
      comparisons: comparisonsAt(`${path}.Condition`, Condition),
    },
  ]
}

/** The statements of what may be a policy document: all that can be read of them, with the place of each string. */
export const outlinePolicy = (document: unknown): readonly StatementOutline[] => {
  const statements: unknown = isPlainObject(document) ? document['Statement'] : undefined
  if (!Array.isArray(statements)) return []
  return statements.flatMap((statement: unknown, index) => outlineStatement(statement, `Statement[${index}]`))
}
