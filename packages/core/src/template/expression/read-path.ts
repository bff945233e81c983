import { quote } from '../../error/quote.js'
import { isName, isRecord } from '../context-value.js'
import type { TemplateContext } from '../template.js'
import { TemplateError } from '../template-error.js'
import { wrongCount } from '../wrong-count.js'
import type { PathStep, ResolvedPath } from './resolve-path.js'

const readStep = (value: unknown, { key, ofName, oid }: PathStep): unknown => {
  if (!isRecord(value)) return undefined
  if (ofName && isName(value)) return oid && value.getAll(oid)
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/**
 * The value at a path that is written at a position; `undefined` where there is none.
 *
 * @throws {TemplateError} `template-value-ambiguous` where there are several, `template-value-refused` where it is no text.
 */
export const readPath = (
  context: TemplateContext,
  { steps, canonical: field }: ResolvedPath,
  position: number,
): string | undefined => {
  let value: unknown = context
  for (const step of steps) value = readStep(value, step)
  if (Array.isArray(value) && value.length < 2) value = value[0]
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) throw wrongCount(value, [field], position)
  const remedy = 'name one of its parts'
  throw new TemplateError('template-value-refused', `${quote(field)} is no text`, { field, position, remedy })
}
