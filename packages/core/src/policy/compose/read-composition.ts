import { unknownOption } from '../../error/unknown-option.js'
import { isPlainObject } from '../parse/is-plain-object.js'
import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import type { PolicyStatement } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'
import type { PolicySpec } from '../policy-spec.js'
import { longRegion } from './size-in-region.js'

export interface ComposePolicyOptions {
  /** Template of the policy's name. Default: the names of the parts with `+` between them. */
  readonly name?: string
  /** Region whose ARNs are counted. Default `ap-southeast-1`, a name as long as those of the partition `aws` get. */
  readonly region?: string
}

/** Parts, and what may follow them. */
export type CompositionArguments = readonly (PolicySpec | ComposePolicyOptions)[]

/** One of the policies that are put together, read. */
export interface Part {
  readonly name: string
  readonly statements: readonly PolicyStatement[]
}

export interface Composition {
  readonly name: string
  readonly region: string
  readonly parts: readonly Part[]
}

const refuseOption = (owner: string, options: unknown, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
}

const textOf = (value: unknown, field: string): string => {
  if (typeof value === 'string') return value
  throw new PolicyError('policy-option', 'composePolicy takes text', { field })
}

const readPart = (part: PolicySpec | ComposePolicyOptions): Part => {
  refuseOption('policy', part, ['name', 'document'])
  const { name, document }: Partial<PolicySpec> = part
  return { name: textOf(name, 'name'), statements: parsePolicyDocument(document).Statement }
}

/** A policy has a document; what has none are options, and they come last. */
const hasDocument = (last: unknown): boolean => isPlainObject(last) && 'document' in last

/** @throws {PolicyError} `policy-option`; `policy-malformed` and `policy-tag-misplaced` for a part's document. */
export const readComposition = (given: CompositionArguments): Composition => {
  const last = given.at(-1)
  const options: ComposePolicyOptions = last === undefined || hasDocument(last) ? {} : last
  refuseOption('composePolicy', options, ['name', 'region'])
  const parts = (options === last ? given.slice(0, -1) : given).map(readPart)
  if (parts.length === 0) throw new PolicyError('policy-option', 'composePolicy takes one policy or more')
  const { name = [...new Set(parts.map((part) => part.name))].join('+'), region = longRegion } = options
  return { name: textOf(name, 'name'), region: textOf(region, 'region'), parts }
}
