/** Identifier octets of what certificates, requests, CRLs and keys are made of (X.690 section 8.1.2). */
export const integer = 0x02
export const bitString = 0x03
export const octetString = 0x04
export const nil = 0x05
export const objectIdentifier = 0x06
export const enumerated = 0x0a
export const boolean = 0x01
export const utcTime = 0x17
export const generalizedTime = 0x18
export const sequence = 0x30
/** `[number]`, constructed, in the context of its SEQUENCE. */
export const context = (number: number): number => 0xa0 + number
