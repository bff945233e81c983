import { nearest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { PolicyError } from '../policy-error.js'

/** What is not a policy document, by the JSON path of the part that is wrong. */
export const malformed = (field: string, message: string, remedy: string): PolicyError =>
  new PolicyError('policy-malformed', `${quote(field)} ${message}`, { field, remedy })

/** A template tag where only the author may write: a device must not choose what a statement does. */
export const misplacedTag = (field: string, value: string): PolicyError =>
  new PolicyError('policy-tag-misplaced', `a template tag cannot stand in ${quote(field)}`, {
    field,
    value,
    remedy: 'keep tags inside the strings of Resource, NotResource and condition values',
  })

export const unknownKey = (field: string, key: string, known: readonly string[]): PolicyError => {
  if (key.includes('<%')) return misplacedTag(field, key)
  const meant = nearest(key, known)
  const remedy = meant === undefined ? `use one of: ${known.join(', ')}` : `did you mean ${quote(meant)}`
  return malformed(field, `has the unknown key ${quote(key)}`, remedy)
}
