import { attributeTypeName } from '../attribute-types.js'
import type { DerReader } from '../der/der-reader.js'
import type { Name, NameAttribute } from '../name.js'
import { requireAttributeType } from '../require-attribute-type.js'
import { printTypeAndValue, readTypeAndValue } from './read-attribute.js'

/** Reads the name once more, attribute by attribute. */
type ReadAgain = <Attribute>(readAttribute: (reader: DerReader) => Attribute) => Attribute[][]

/**
 * A name that can be asked at once. What few ask for, its RDNs and its text, is read again from the certificate when it
 * is asked for: most names are only ever looked up in.
 */
export class DistinguishedName implements Name {
  // Properties, not private: so a console shows a name, and deep equality tells two apart.
  readonly types: readonly string[]
  readonly values: readonly string[]
  readonly #readAgain: ReadAgain
  #rdns: Name['rdns'] | undefined

  constructor(types: readonly string[], values: readonly string[], readAgain: ReadAgain) {
    this.types = Object.freeze(types)
    this.values = Object.freeze(values)
    this.#readAgain = readAgain
    Object.freeze(this)
  }

  get rdns(): readonly (readonly NameAttribute[])[] {
    this.#rdns ??= Object.freeze(this.#readAgain(readTypeAndValue).map((rdn) => Object.freeze(rdn)))
    return this.#rdns
  }

  entries(): [type: string, value: string][] {
    const { types, values } = this
    return [...types].map((type, index) => [type, values[index] ?? ''])
  }

  get(type: string): string | undefined {
    return this.getAll(type)[0]
  }

  getAll(type: string): readonly string[] {
    const sought = attributeTypeName(requireAttributeType(type))
    const found: string[] = []
    for (let index = this.types.indexOf(sought); index >= 0; index = this.types.indexOf(sought, index + 1)) {
      found.push(this.values[index] ?? '')
    }
    return found
  }

  toString(): string {
    return this.#readAgain(printTypeAndValue)
      .map((rdn) => rdn.join('+'))
      .reverse()
      .join(',')
  }
}
