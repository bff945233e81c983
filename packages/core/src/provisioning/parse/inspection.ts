import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import type { Problem } from '../problem.js'
import type { ProvisioningErrorCode } from '../provisioning-error-code.js'
import type { TemplateKindRules } from '../template-kind.js'

/** A template while it is read: what it may use, what it has used, and what is wrong with it. */
export interface Inspection {
  readonly rules: TemplateKindRules
  readonly isJitp: boolean
  readonly parameters: Set<string>
  /** The constants of each mapping, whatever their keys. */
  readonly mappings: Map<string, readonly string[]>
  /** Parameters that something refers to. */
  readonly references: Set<string>
  readonly problems: Problem[]
}

/** More than anybody reads at once; a hostile template is not searched for ever more. */
const mostProblems = 100

/** The remedy for a word that is not known, while there is anybody to read it. */
export const remedyFor = ({ problems }: Inspection, word: string, known: readonly string[]): string | undefined =>
  problems.length < mostProblems ? suggest(word, known) : undefined

/** Notes a problem; what could not be read is `undefined` then, and reading goes on. */
export const report = (
  { problems }: Inspection,
  code: ProvisioningErrorCode,
  path: string,
  message: string,
  remedy: string,
  value?: unknown,
): undefined => {
  if (problems.length === mostProblems) return
  const shown = typeof value === 'string' ? { value } : undefined
  problems.push(Object.freeze({ code, severity: 'error', path, message, ...shown, remedy }))
}

/** The entries of an object with such keys; others are reported, and left out. */
export const readKeys = (
  inspection: Inspection,
  path: string,
  value: unknown,
  known?: readonly string[],
): readonly (readonly [key: string, value: unknown])[] => {
  if (!isPlainObject(value)) {
    report(inspection, 'provisioning-malformed', path, 'is not an object', 'write an object', value)
    return []
  }
  return Object.entries(value).filter(([key]) => {
    if (known === undefined ? key !== '__proto__' : known.includes(key)) return true
    const remedy = (known && remedyFor(inspection, key, known)) ?? 'leave it out'
    report(inspection, 'provisioning-key-unknown', pathTo(path, key), `is no part of ${quote(path)}`, remedy, key)
    return false
  })
}

/** The JSON path of a part. */
export const pathTo = (path: string, key: string | number): string => {
  if (typeof key === 'number') return `${path}[${key}]`
  return path === 'template' ? key : `${path}.${key}`
}
