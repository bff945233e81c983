import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { PlanError } from '../plan-error.js'
import type { Step, StepKind } from '../step/step.js'
import { malformed } from './malformed.js'
import { readObject } from './read-object.js'
import { stepParsers } from './step-parsers.js'
import { stepId } from './step-values.js'
import type { Parse } from './values.js'

const isKind = (kind: unknown): kind is StepKind => typeof kind === 'string' && Object.hasOwn(stepParsers, kind)

const stepKind: Parse<StepKind> = (value, at) => {
  if (isKind(value)) return value
  if (typeof value !== 'string') throw malformed(at, 'is not a text', 'write it in quotation marks')
  const meant = nearest(value, Object.keys(stepParsers))
  throw new PlanError('plan-step-unknown', `${quote(at)} is the unknown kind of step ${quote(value)}`, {
    field: at,
    value,
    remedy: meant === undefined ? 'use a release that knows it' : `did you mean ${quote(meant)}`,
  })
}

/** Reads one step of any kind. */
export const step: Parse<Step> = (value, at) =>
  readObject(value, at, (reader) => {
    const kind = reader.field('kind', stepKind)
    const id = reader.field('id', stepId)
    const parsed = stepParsers[kind](reader)
    if (parsed.id === id) return parsed
    throw malformed(
      `${at}.id`,
      `is not ${quote(parsed.id)}, as follows from the step`,
      'derive it from the content',
      id,
    )
  })
