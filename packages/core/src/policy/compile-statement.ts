import { compileTemplate } from '../template/compile-template.js'
import type { Template } from '../template/template.js'
import type { PolicyStatement } from './policy-document.js'

type Strings = string | readonly string[]
type Condition = NonNullable<PolicyStatement['Condition']>

/** What stands in a document in place of a template: its text for a device, or the shortest text it can have. */
export type Fill = (template: Template) => string

/** A part of a document whose templates are compiled; a part that reads nothing is the same for everybody. */
interface CompiledPart<Value> {
  readonly templates: readonly Template[]
  fill(fill: Fill): Value
}

export type CompiledStatement = CompiledPart<PolicyStatement>

const compileString = (text: string): Template => compileTemplate(text, { sink: 'policy-string' })

const compileStrings = (value: Strings): CompiledPart<Strings> => {
  if (typeof value === 'string') {
    const template = compileString(value)
    return { templates: [template], fill: (fill) => fill(template) }
  }
  const templates = value.map(compileString)
  return { templates, fill: (fill) => Object.freeze(templates.map(fill)) }
}

const compileRecord = <Source, Value>(
  source: Readonly<Record<string, Source>>,
  compile: (value: Source) => CompiledPart<Value>,
): CompiledPart<Readonly<Record<string, Value>>> => {
  const parts = Object.entries(source).map(([key, value]) => ({ key, part: compile(value) }))
  return {
    templates: parts.flatMap(({ part }) => part.templates),
    fill: (fill) => Object.freeze(Object.fromEntries(parts.map(({ key, part }) => [key, part.fill(fill)]))),
  }
}

const compileCondition = (condition: Condition): CompiledPart<Condition> =>
  compileRecord(condition, (keys) => compileRecord(keys, compileStrings))

/** Compiles every string of a statement that may hold tags: resources and condition values. */
export const compileStatement = (statement: PolicyStatement): CompiledStatement => {
  const resource = statement.Resource === undefined ? undefined : compileStrings(statement.Resource)
  const notResource = statement.NotResource === undefined ? undefined : compileStrings(statement.NotResource)
  const condition = statement.Condition === undefined ? undefined : compileCondition(statement.Condition)
  const templates = [resource, notResource, condition].flatMap((part) => part?.templates ?? [])
  // Keys that the spread has set keep their place, so the order stays the author's.
  const fill = (fillIn: Fill): PolicyStatement =>
    Object.freeze({
      ...statement,
      ...(resource && { Resource: resource.fill(fillIn) }),
      ...(notResource && { NotResource: notResource.fill(fillIn) }),
      ...(condition && { Condition: condition.fill(fillIn) }),
    })
  if (templates.some(({ paths }) => paths.length > 0)) return { templates, fill }
  const fixed = fill((template) => template.render({}))
  return { templates, fill: () => fixed }
}
