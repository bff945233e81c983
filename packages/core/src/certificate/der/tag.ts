// Identifier octets (X.690 section 8.1.2) of the elements that certificates are made of.

export const boolean = 0x01
export const integer = 0x02
export const bitString = 0x03
export const octetString = 0x04
export const objectIdentifier = 0x06
export const utf8String = 0x0c
export const numericString = 0x12
export const printableString = 0x13
export const teletexString = 0x14
export const ia5String = 0x16
export const utcTime = 0x17
export const generalizedTime = 0x18
export const visibleString = 0x1a
export const universalString = 0x1c
export const bmpString = 0x1e
export const sequence = 0x30
export const set = 0x31

const nullTag = 0x05

export { nullTag as null }

/** `[n] IMPLICIT` of a primitive type. */
export const contextPrimitive = (number: number): number => 0x80 | number

/** `[n] EXPLICIT`, or `[n] IMPLICIT` of a constructed type. */
export const contextConstructed = (number: number): number => 0xa0 | number
