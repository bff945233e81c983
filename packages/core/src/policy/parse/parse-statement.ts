import type { PolicyStatement } from '../policy-document.js'
import { isPlainObject } from './is-plain-object.js'
import { malformed, unknownKey } from './malformed.js'
import { parseCondition } from './parse-condition.js'
import { parseAction, parseResource, parseSomeStrings, parseWord } from './parse-strings.js'

type Draft = { -readonly [Key in keyof PolicyStatement]?: PolicyStatement[Key] }

const keys = ['Sid', 'Effect', 'Action', 'Resource', 'NotResource', 'Condition']

const parseSid = /* @__PURE__ */ parseWord(/^[A-Za-z0-9]{0,128}$/, 'an identifier of letters and digits')
const parseEffect = /* @__PURE__ */ parseWord(/^(?:Allow|Deny)$/, 'Allow or Deny')

/** Reads the parts in the order in which they were written, because a document keeps its author's order. */
const draftOf = (source: Readonly<Record<string, unknown>>, field: string): Draft => {
  const draft: Draft = {}
  for (const [key, value] of Object.entries(source)) {
    const at = `${field}.${key}`
    if (!keys.includes(key)) throw unknownKey(field, key, keys)
    if (value === undefined) continue
    if (key === 'Sid') draft.Sid = parseSid(value, at)
    else if (key === 'Effect') draft.Effect = parseEffect(value, at) === 'Allow' ? 'Allow' : 'Deny'
    else if (key === 'Action') draft.Action = parseSomeStrings(value, at, parseAction)
    else if (key === 'Resource') draft.Resource = parseSomeStrings(value, at, parseResource)
    else if (key === 'NotResource') draft.NotResource = parseSomeStrings(value, at, parseResource)
    else draft.Condition = parseCondition(value, at)
  }
  return draft
}

/** One statement of a document, copied and frozen. */
export const parseStatement = (source: unknown, field: string): PolicyStatement => {
  if (!isPlainObject(source)) throw malformed(field, 'is not an object', 'write a statement with Effect and Action')
  const draft = draftOf(source, field)
  const { Effect, Action, Resource, NotResource } = draft
  if (Effect === undefined) throw malformed(field, 'has no Effect', 'write "Effect": "Allow" or "Deny"')
  if (Action === undefined) throw malformed(field, 'has no Action', 'name the actions, for example iot:Publish')
  if ((Resource === undefined) === (NotResource === undefined)) {
    const found = Resource === undefined ? 'has no Resource' : 'has both Resource and NotResource'
    throw malformed(field, found, 'write exactly one of Resource and NotResource')
  }
  return Object.freeze({ ...draft, Effect, Action })
}
