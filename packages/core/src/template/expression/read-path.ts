import { quote } from '../../error/quote.js'
import { isName, isRecord } from '../context-value.js'
import type { TemplateContext } from '../template.js'
import { TemplateError } from '../template-error.js'
import type { PathStep, ResolvedPath } from './resolve-path.js'

const readStep = (value: unknown, { key, oid }: PathStep): unknown => {
  if (!isRecord(value)) return undefined
  if (isName(value)) return oid && value.getAll(oid)
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/**
 * The value at a path that is written at a position; `undefined` where there is none.
 *
 * @throws {TemplateError} `template-value-ambiguous` where there are several, `template-value-refused` where it is no text.
 */
export const readPath = (context: TemplateContext, path: ResolvedPath, position: number): string | undefined => {
  let value: unknown = context
  for (const step of path.steps) {
    value = readStep(value, step)
    if (value === undefined) return undefined
  }
  if (Array.isArray(value) && value.length < 2) value = value[0]
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  const field = path.canonical
  if (!Array.isArray(value)) {
    const remedy = 'name one of its parts'
    throw new TemplateError('template-value-refused', `${quote(field)} is no text`, { field, position, remedy })
  }
  const message = `${value.length} values of ${quote(field)} where 1 is needed`
  throw new TemplateError('template-value-ambiguous', message, { field, value: value.join(', '), position })
}
