import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { type Inspection, pathTo, report } from './inspection.js'
import { largestBody } from './read-body.js'

/** Nesting of the deepest expression that is read, and what it stands in. */
const deepest = 64

/** Above what any body needs whose documents are encoded and indented. */
const mostCharacters = 4 * largestBody

/**
 * Whether a value from outside has an extent that can be walked, and text that every reader sees alike: no NUL, which ends
 * text elsewhere, and no half of a surrogate pair, which UTF-8 does not have (RFC 8259 section 8.2).
 */
export const checkExtent = (inspection: Inspection, start: string, source: unknown): boolean => {
  let characters = 0
  const refuse = (path: string, message: string, remedy: string): false => {
    report(inspection, 'provisioning-malformed', path, message, remedy)
    return false
  }
  const checkText = (path: string, text: string): boolean => {
    characters += text.length + 2
    if (!/[\0\p{Cs}]/u.test(text)) return true
    return refuse(path, 'holds a character that is none of text', 'leave NUL and lone surrogates out')
  }
  const check = (path: string, value: unknown, depth: number): boolean => {
    if (typeof value === 'string') return checkText(path, value)
    // A list that is given as an object can be long without holding anything.
    characters += Array.isArray(value) ? 2 + value.length : 2
    if (depth > deepest) return refuse(start, `is nested deeper than ${deepest} levels`, 'write a template')
    if (characters > mostCharacters) {
      report(
        inspection,
        'provisioning-too-large',
        start,
        'has too much in it',
        `shorten it to ${largestBody} characters`,
      )
      return false
    }
    if (Array.isArray(value)) return value.every((item, index) => check(pathTo(path, index), item, depth + 1))
    if (!isPlainObject(value)) return true
    return Object.entries(value).every(
      ([key, item]) => checkText(path, key) && check(pathTo(path, key), item, depth + 1),
    )
  }
  return check(start, source, 0)
}
