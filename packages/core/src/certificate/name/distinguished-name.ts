import type { Name, NameAttribute } from '../name.js'
import { requireAttributeType } from '../require-attribute-type.js'

type Rdns<Attribute> = readonly (readonly Attribute[])[]

/** A name that remembers what it was asked for, and prints itself when it is asked to. */
export class DistinguishedName implements Name {
  readonly rdns: Rdns<NameAttribute>
  readonly #print: () => Rdns<string>
  #asked: Map<string, readonly string[]> | undefined

  constructor(rdns: Rdns<NameAttribute>, print: () => Rdns<string>) {
    this.rdns = rdns
    this.#print = print
    Object.freeze(this)
  }

  entries(): [type: string, value: string][] {
    return this.rdns.flat().map(({ type, value }) => [type, value])
  }

  get(type: string): string | undefined {
    return this.getAll(type)[0]
  }

  getAll(type: string): readonly string[] {
    return this.#asked?.get(type) ?? this.#find(type)
  }

  #find(type: string): readonly string[] {
    const sought = requireAttributeType(type).oid
    const values: string[] = []
    for (const rdn of this.rdns) {
      for (const { oid, value } of rdn) if (oid === sought) values.push(value)
    }
    this.#asked ??= new Map()
    this.#asked.set(type, Object.freeze(values))
    return values
  }

  toString(): string {
    return this.#print()
      .map((rdn) => rdn.join('+'))
      .reverse()
      .join(',')
  }
}
