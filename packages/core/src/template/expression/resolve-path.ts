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

/** One step of reading; a property is an attribute type where a distinguished name is met. */
export interface PathStep {
  readonly key: string | number
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

/** What every object of JavaScript inherits: never the name of a variable, whatever the variables are. */
const inherited: readonly unknown[] = ['__proto__', 'constructor', 'prototype']

/** A path as it would be written in a template: dots where they are enough, brackets elsewhere. */
const writePath = (keys: readonly { readonly key: string | number }[]): string =>
  keys.reduce((path, { key }) => {
    if (typeof key === 'number') return `${path}[${key}]`
    if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}['${key.replace(/['\\]/g, '\\$&')}']`
    return path === '' ? key : `${path}.${key}`
  }, '')

/** Where a key leads; `undefined` where it leads nowhere. */
const follow = (place: Place, key: string | number): (PathStep & { readonly to: Place }) | undefined => {
  if (place === 'text') return undefined
  if (place === 'values') return typeof key === 'number' ? { key, to: 'text' } : undefined
  if (typeof place === 'object') {
    const to = Object.hasOwn(place, key) ? place[key] : undefined
    return to && { key, to }
  }
  const type = resolveAttributeType(String(key))
  if (place === 'name') return type && { key: type.longName ?? type.oid, oid: type.oid, to: 'values' }
  return inherited.includes(key) ? undefined : { key, oid: type?.oid, to: place }
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
  let last: PathKey | undefined

  const unknownPath = (sought: string): TemplateError => {
    const field = writePath(keys)
    const known = typeof place === 'object' ? Object.keys(place) : place === 'name' ? [...attributeTypeSpellings()] : []
    const { key, position } = { ...last }
    const message = `unknown path ${quote(field)} at position ${position}`
    const remedy = suggest(sought, known)
    return new TemplateError('template-path-unknown', message, { field, value: String(key), remedy, position })
  }

  for (last of keys) {
    const step = follow(place, last.key)
    if (step === undefined) throw unknownPath(String(last.key))
    steps.push(step)
    place = step.to
  }
  // Incomplete: nothing was misspelt.
  if (place === 'name' || typeof place === 'object') throw unknownPath('')
  return { canonical: writePath(steps), steps }
}
