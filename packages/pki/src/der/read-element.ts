/** A tag and its content, and the octets that follow. */
export interface Element {
  readonly tag: number
  readonly content: Uint8Array
  /** The element itself, with its tag and length. */
  readonly octets: Uint8Array
  readonly rest: Uint8Array
}

/** What nothing here is longer than: keys and requests have bounds below it, CRLs have this one. */
const mostLengthOctets = 3

/** A length that needs octets of its own. */
const readLongLength = (octets: Uint8Array): number | undefined => {
  const length = octets.reduce((high, low) => high * 256 + low, 0)
  const fewestOctets = Math.ceil((32 - Math.clz32(length)) / 8)
  return length >= 0x80 && octets.length === fewestOctets ? length : undefined
}

/**
 * The first element of a run of octets, `undefined` where there is none in DER: with a length that is definite and takes the
 * fewest octets (X.690 section 10.1). Tags of more than one octet are none that keys and requests have.
 */
export const readElement = (octets: Uint8Array): Element | undefined => {
  const [tag, first] = octets
  if (tag === undefined || first === undefined) return undefined
  const start = first < 0x80 ? 2 : 2 + first - 0x80
  if (start > 2 + mostLengthOctets || start > octets.length) return undefined
  const length = first < 0x80 ? first : readLongLength(octets.subarray(2, start))
  if (length === undefined || start + length > octets.length) return undefined
  const end = start + length
  return {
    tag,
    content: octets.subarray(start, end),
    octets: octets.subarray(0, end),
    rest: octets.subarray(end),
  }
}

/** The elements that octets are from their first to their last; `undefined` where something else is among them. */
export const readElements = (octets: Uint8Array): readonly Element[] | undefined => {
  const elements: Element[] = []
  let rest = octets
  while (rest.length > 0) {
    const element = readElement(rest)
    if (element === undefined) return undefined
    elements.push(element)
    rest = element.rest
  }
  return elements
}

/** The content of the one element of this tag that octets are; `undefined` where they are anything else. */
export const readContent = (octets: Uint8Array, tag: number): Uint8Array | undefined => {
  const element = readElement(octets)
  return element?.tag === tag && element.rest.length === 0 ? element.content : undefined
}

/** The elements inside the one constructed element that octets are. */
export const readConstructed = (octets: Uint8Array, tag: number): readonly Element[] | undefined => {
  const content = readContent(octets, tag)
  return content && readElements(content)
}
