import { CertificateError, readDistinguishedName } from '@thingplan/core'

/** The attributes of a name in the order of its encoding; of values that are no text, the hex of their DER behind `#`. */
export type NameEntries = readonly (readonly [type: string, value: string])[]

/** Reads a Name in DER as core reads those of certificates; `undefined` where it is none. */
export const readName = (name: Uint8Array): NameEntries | undefined => {
  try {
    return Object.freeze(
      readDistinguishedName(name)
        .entries()
        .map((entry) => Object.freeze(entry)),
    )
  } catch (error) {
    if (error instanceof CertificateError) return undefined
    throw error
  }
}
