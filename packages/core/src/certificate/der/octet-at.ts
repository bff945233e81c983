/** An octet inside bounds that the caller has checked. */
export const octetAt = (bytes: Uint8Array, position: number): number => bytes[position] ?? 0
