import { quote } from '../../error/quote.js'
import { isName, isRecord } from '../context-value.js'
import type { TemplateContext } from '../template.js'
import { TemplateError } from '../template-error.js'
import type { PathStep, ResolvedPath } from './resolved-path.js'

const readStep = (value: unknown, step: PathStep): unknown => {
  if (typeof step === 'number') return Array.isArray(value) && Object.hasOwn(value, step) ? value[step] : undefined
  if (!isRecord(value)) return undefined
  if (isName(value)) return step.oid === undefined ? undefined : value.getAll(step.oid)
  return Object.hasOwn(value, step.key) ? value[step.key] : undefined
}

const textOf = (value: unknown, path: ResolvedPath): string | undefined => {
  const { canonical, position } = path
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) {
    if (value.length < 2) return textOf(value[0], path)
    throw new TemplateError(
      'template-value-ambiguous',
      `${quote(canonical)} has ${value.length} values where 1 is needed`,
      {
        field: canonical,
        value: value.join(', '),
        remedy: `choose one: ${quote(`${canonical}[0]`)}`,
        position,
      },
    )
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  throw new TemplateError('template-value-refused', `${quote(canonical)} is no text`, {
    field: canonical,
    remedy: 'name one of its parts',
    position,
  })
}

/**
 * The value at a path; `undefined` where there is none.
 *
 * @throws {TemplateError} `template-value-ambiguous` where there are several, `template-value-refused` where it is no text.
 */
export const readPath = (context: TemplateContext, path: ResolvedPath): string | undefined => {
  let value: unknown = context
  for (const step of path.steps) {
    value = readStep(value, step)
    if (value === undefined) return undefined
  }
  return textOf(value, path)
}
