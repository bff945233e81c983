import { malformed, misplacedTag } from './malformed.js'

/** Reads one string of a document; `field` is its JSON path. */
export type ParseString = (value: unknown, field: string) => string

export const parseString: ParseString = (value, field) => {
  if (typeof value !== 'string') throw malformed(field, 'is not a string', 'write values in quotation marks')
  return value
}

/** A string without tags that matches a pattern. */
export const parseWord =
  (pattern: RegExp, expected: string): ParseString =>
  (value, field) => {
    const word = parseString(value, field)
    if (word.includes('<%')) throw misplacedTag(field, word)
    if (!pattern.test(word)) throw malformed(field, `is not ${expected}`, `write ${expected}`)
    return word
  }

export const parseAction: ParseString = /* @__PURE__ */ parseWord(
  /^(?:\*|[A-Za-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$/,
  'an action, for example iot:Publish',
)

export const parseResource: ParseString = (value, field) => {
  const resource = parseString(value, field)
  if (resource === '') throw malformed(field, 'is empty', 'name a resource by its ARN')
  return resource
}

/** A string or a list of strings, as authored. */
export const parseStrings = (value: unknown, field: string, parse: ParseString): string | readonly string[] =>
  Array.isArray(value)
    ? Object.freeze(Array.from(value, (item: unknown, index) => parse(item, `${field}[${index}]`)))
    : parse(value, field)

export const parseSomeStrings = (value: unknown, field: string, parse: ParseString): string | readonly string[] => {
  if (Array.isArray(value) && value.length === 0) throw malformed(field, 'is empty', 'name at least one')
  return parseStrings(value, field, parse)
}
