import { malformed } from '../plan/parse/malformed.js'
import { readObject } from '../plan/parse/read-object.js'
import { stepParsers } from '../plan/parse/step-parsers.js'
import { oneOf, type Parse, truth } from '../plan/parse/values.js'
import type { StepKind } from '../plan/step/step.js'
import type { Evidence, Finding } from '../registration/finding.js'
import { isFinding } from '../registration/is-finding.js'
import type { AuditFailure } from './audit-event.js'
import { longestCode, longestField, longestMessage } from './event-of.js'
import { tell } from './tell.js'
import { isTooLong, longestKey, longestRule, longestValue, mostEntries, mostItems } from './tell-findings.js'

/** Text as an event holds it: inert, bounded, and without anything that looks like a key. */
export const told =
  (longest: number): Parse<string> =>
  (value, at) => {
    if (typeof value === 'string' && tell(value, longest) === value) return value
    throw malformed(at, 'is not text as an event holds it', `give one line of at most ${longest} characters`)
  }

export const count: Parse<number> = (value, at) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw malformed(at, 'is not a count', 'write a whole number from 1')
}

/** A count of what need not be there. */
export const countOrNone: Parse<number> = (value, at) => (value === 0 ? 0 : count(value, at))

export const milliseconds: Parse<number> = (value, at) => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw malformed(at, 'is not a duration', 'write milliseconds')
}

export const failure: Parse<AuditFailure> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) => {
    const code = field('code', told(longestCode))
    const message = field('message', told(longestMessage))
    const where = optionalField('field', told(longestField))
    const remedy = optionalField('remedy', told(longestMessage))
    return {
      code,
      message,
      ...(where === undefined ? undefined : { field: where }),
      ...(remedy === undefined ? undefined : { remedy }),
      retryable: field('retryable', truth),
    }
  })

const isKind = (kind: unknown): kind is StepKind => typeof kind === 'string' && Object.hasOwn(stepParsers, kind)

export const stepKind: Parse<StepKind> = (value, at) => {
  if (isKind(value)) return value
  throw malformed(at, 'is no kind of step that this release knows', 'use a release that knows it')
}

export const stepOutcome: Parse<'done' | 'already-done' | 'assumed'> = /* @__PURE__ */ oneOf(
  'done',
  'already-done',
  'assumed',
)

const evidenceValue: Parse<Evidence[string]> = (value, at) => {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  if (!Array.isArray(value)) return told(longestValue)(value, at)
  if (value.length > mostItems) throw malformed(at, 'has too many items', `list at most ${mostItems}`)
  return Array.from(value, (item: unknown, index) => told(longestValue)(item, `${at}[${index}]`))
}

const evidence: Parse<Evidence> = (value, at) =>
  readObject(value, at, ({ field }) => {
    const keys = Object.keys(Object(value))
    if (keys.length > mostEntries) throw malformed(at, 'has too many entries', `give at most ${mostEntries}`)
    return Object.fromEntries(keys.map((key) => [told(longestKey)(key, at), field(key, evidenceValue)]))
  })

const finding: Parse<Finding> = (value, at) => {
  const read = readObject(value, at, ({ field }) => ({
    rule: field('rule', told(longestRule)),
    code: field('code', told(longestCode)),
    ok: field('ok', truth),
    message: field('message', told(longestMessage)),
    evidence: field('evidence', evidence),
  }))
  if (isFinding(read, read.rule) && !isTooLong(read)) return read
  throw malformed(at, 'is no finding that this release knows', 'use a release that knows its code')
}

/** A finding that says little has some 70 characters of JSON. */
const mostFindings = 1000

export const findings: Parse<readonly Finding[]> = (value, at) => {
  if (Array.isArray(value) && value.length <= mostFindings) {
    return Array.from(value, (item: unknown, index) => finding(item, `${at}[${index}]`))
  }
  throw malformed(at, 'is not a list of findings', `give at most ${mostFindings}, in square brackets`)
}
