import { attributeTypeSpellings, resolveAttributeType } from '../../certificate/attribute-types.js'
import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { registrationVariables, type TemplateVariables } from '../registration-variables.js'
import { TemplateError } from '../template-error.js'

/** One step of a path as written: a property, or one of several values. */
export interface PathKey {
  readonly key: string | number
  /** Offset in the template's source. */
  readonly position: number
}

/** One step of reading. */
export interface PathStep {
  readonly key: string | number
  /** Whether a distinguished name may stand there, of which an attribute type is read. */
  readonly ofName?: boolean
  readonly oid?: string | undefined
}

/** A path with everything looked up that does not depend on the device. */
export interface ResolvedPath {
  /** As it would be written with long names: `certificate.attributes.subject.commonName`. */
  readonly canonical: string
  readonly steps: readonly PathStep[]
}

/** Where a path has come to: a value, the values of an attribute, a distinguished name, a group of variables, anywhere. */
type Place = 'text' | 'values' | 'name' | 'any' | { readonly [key: string]: Place }

/** A step, and where it leads. */
type Step = PathStep & { readonly to: Place }

/** What every object of JavaScript inherits: never the name of a variable, whatever the variables are. */
const inherited = /^(?:__proto__|constructor|prototype)$/

/** A key as it would be written in a template: behind a dot where that is enough, in brackets elsewhere. */
const writeKey = ({ key }: { readonly key: string | number }): string => {
  if (typeof key === 'number') return `[${key}]`
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `['${key.replace(/['\\]/g, '\\$&')}']`
}

/** A path as it would be written; it begins with a name. */
const writePath = (keys: readonly { readonly key: string | number }[]): string => keys.map(writeKey).join('').slice(1)

/** Where a key leads; `undefined` where it leads nowhere. */
const follow = (place: Place, key: string | number): Step | undefined => {
  const type = resolveAttributeType(String(key))
  switch (place) {
    case 'text':
      return undefined
    case 'values':
      return typeof key === 'number' ? { key, to: 'text' } : undefined
    case 'name':
      return type && { key: type.longName ?? type.oid, ofName: true, oid: type.oid, to: 'values' }
    case 'any':
      return inherited.test(String(key)) ? undefined : { key, ofName: true, oid: type?.oid, to: place }
    default: {
      const to = Object.hasOwn(place, key) ? place[key] : undefined
      return to && { key, to }
    }
  }
}

/**
 * Looks up a path among the variables of a registration, which are known completely; of another context only attribute
 * types are known.
 *
 * @throws {TemplateError} `template-path-unknown`, also for keys that objects inherit.
 */
export const resolvePath = (keys: readonly PathKey[], variables: TemplateVariables): ResolvedPath => {
  const steps: PathStep[] = []
  let place: Place = variables === 'any' ? variables : registrationVariables

  const unknownPath = ({ key, position }: PathKey): TemplateError => {
    const field = writePath(keys)
    const value = String(key)
    const known = typeof place === 'object' ? Object.keys(place) : place === 'name' ? [...attributeTypeSpellings()] : []
    const message = `unknown path ${quote(field)} at position ${position}`
    return new TemplateError('template-path-unknown', message, {
      field,
      value,
      remedy: suggest(value, known),
      position,
    })
  }

  for (const key of keys) {
    const isLast = steps.length === keys.length - 1
    const step = follow(place, key.key)
    if (step === undefined) throw unknownPath(key)
    steps.push(step)
    place = step.to
    // Incomplete: it ends where there is no value yet.
    if (isLast && (place === 'name' || typeof place === 'object')) throw unknownPath(key)
  }
  return { canonical: writePath(steps), steps }
}
