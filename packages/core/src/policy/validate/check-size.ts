import { isPlainObject } from '../parse/is-plain-object.js'
import { largestPolicy } from '../policy-size.js'
import { type PolicyFinding, refused } from './policy-finding.js'

/** Lists and objects within each other: document, statements, statement, condition, operator, values. */
const deepest = 6

const partsOf = (value: unknown, path: string): [string, unknown][] => {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [`${path}[${index}]`, item])
  if (!isPlainObject(value)) return []
  return Object.entries(value).map(([key, part]) => [path === 'document' ? key : `${path}.${key}`, part])
}

const tooDeepIn = (value: unknown, path: string, depth: number): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  if (depth > deepest) return [path]
  return partsOf(value, path).flatMap(([place, part]) => tooDeepIn(part, place, depth + 1))
}

/** Everything that is nested deeper than a policy can be. */
export const checkNesting = (document: unknown): readonly PolicyFinding[] =>
  tooDeepIn(document, 'document', 1).map((path) =>
    refused('policy-too-deep', {
      path,
      message: `is the ${deepest + 1}th list or object within another, a policy has ${deepest} at most`,
      remedy: 'write a list of strings',
    }),
  )

/** From the first tag to the last: what is between them may be nothing for some device. */
const shorten = (text: string): string => {
  const [start, end] = [text.indexOf('<%'), text.lastIndexOf('%>')]
  return start === -1 || end < start ? text : text.slice(0, start) + text.slice(end + 2)
}

const stringOrBlanks = /("(?:[^"\\]|\\.)*")|\s+/gs

/** Characters that count: none between the tokens of JSON, and of a string with tags what stays for every device. */
const sizeOf = (source: unknown): number | undefined => {
  if (typeof source === 'string') {
    return source.replace(stringOrBlanks, (_, string?: string) => (string === undefined ? '' : shorten(string))).length
  }
  try {
    return JSON.stringify(source, (_, part: unknown) => (typeof part === 'string' ? shorten(part) : part)).length
  } catch {
    // A cycle, a number without limits, a list within lists without end: told of by the checks of shape and nesting.
    return undefined
  }
}

/** Characters above which a document's size is all that is said of it. */
const longest = 8 * largestPolicy

/** Whether a document is too large to be looked at. */
export const isTooLong = (size: readonly PolicyFinding[]): boolean =>
  size.some(({ code, value }) => code === 'policy-too-large' && Number(value) > longest)

/** The quota of 2048 characters. Text, which must be JSON, counts as it is written, escapes included. */
export const checkSize = (source: unknown): readonly PolicyFinding[] => {
  const size = sizeOf(source)
  if (size === undefined || size <= largestPolicy) return []
  return [
    refused('policy-too-large', {
      path: 'document',
      value: String(size),
      message: `the policy document has ${size} characters without white space, AWS takes ${largestPolicy}`,
      remedy: 'shorten it, or move statements to a second policy',
    }),
  ]
}
