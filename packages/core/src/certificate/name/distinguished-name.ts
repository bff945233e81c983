import type { Name, NameAttribute } from '../name.js'
import { requireAttributeType } from '../require-attribute-type.js'

/** A name whose attributes print themselves. */
export class DistinguishedName implements Name {
  readonly rdns: readonly (readonly NameAttribute[])[]

  constructor(rdns: readonly (readonly NameAttribute[])[]) {
    this.rdns = rdns
    Object.freeze(this)
  }

  entries(): [type: string, value: string][] {
    return this.rdns.flatMap((rdn) => rdn.map(({ type, value }): [string, string] => [type, value]))
  }

  get(type: string): string | undefined {
    const { oid } = requireAttributeType(type)
    for (const rdn of this.rdns) {
      for (const attribute of rdn) if (attribute.oid === oid) return attribute.value
    }
    return undefined
  }

  getAll(type: string): readonly string[] {
    const { oid } = requireAttributeType(type)
    const values: string[] = []
    for (const rdn of this.rdns) {
      for (const attribute of rdn) if (attribute.oid === oid) values.push(attribute.value)
    }
    return Object.freeze(values)
  }

  toString(): string {
    return this.rdns
      .map((rdn) => rdn.join('+'))
      .reverse()
      .join(',')
  }
}
