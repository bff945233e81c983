/** An element with its children, where its content is a run of elements, or else with its octets. */
export interface ElementTree {
  readonly tag: number
  readonly octets: Uint8Array
  readonly children: readonly ElementTree[] | undefined
  /** Octets in front of the children: the unused bits of a BIT STRING. */
  readonly lead: Uint8Array
  /** The encoding, where nothing below has changed. */
  readonly encoding?: Uint8Array
}

const nothing = new Uint8Array(0)
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const SEQUENCE = 0x30

/** Bytes one after the other. */
export const join = (parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of parts) {
    bytes.set(part, position)
    position += part.length
  }
  return bytes
}

/** The elements that a run of octets is; `undefined` where it is none. */
const parseRun = (bytes: Uint8Array): ElementTree[] | undefined => {
  const elements: ElementTree[] = []
  let start = 0
  while (start < bytes.length) {
    let length = bytes[start + 1] ?? -1
    let content = start + 2
    if (length > 0x80) {
      const octets = length - 0x80
      length = bytes.subarray(content, content + octets).reduce((total, octet) => total * 256 + octet, 0)
      content += octets
    }
    if (length < 0 || content + length > bytes.length) return undefined
    elements.push(parseElement(bytes.subarray(start, content + length), content - start))
    start = content + length
  }
  return elements
}

const parseElement = (encoding: Uint8Array, content: number): ElementTree => {
  const tag = encoding[0] ?? 0
  const octets = encoding.subarray(content)
  const lead = tag === BIT_STRING ? octets.subarray(0, 1) : nothing
  const mayHoldElements = (tag & 0x20) !== 0 || tag === BIT_STRING || tag === OCTET_STRING
  const children = mayHoldElements ? parseRun(octets.subarray(lead.length)) : undefined
  return { tag, octets, children, lead, encoding }
}

/** The tree of a certificate, into extension values and keys as well. */
export const parseTree = (der: Uint8Array): ElementTree => {
  const [root] = parseRun(der) ?? []
  if (root === undefined) throw new TypeError('not DER')
  return root
}

/** An element that is not of a certificate. */
export const primitive = (tag: number, octets: Uint8Array): ElementTree => {
  return { tag, octets, children: undefined, lead: nothing }
}

/** A SEQUENCE around an element. */
export const wrap = (element: ElementTree): ElementTree => {
  return { tag: SEQUENCE, octets: nothing, children: [element], lead: nothing }
}

/** The same element under another tag. */
export const retag = ({ octets, children, lead }: ElementTree, tag: number): ElementTree => ({
  tag,
  octets,
  children,
  lead,
})

/** All elements of a tree, the root first. */
export const elementsOf = (tree: ElementTree, found: ElementTree[] = []): ElementTree[] => {
  found.push(tree)
  for (const child of tree.children ?? []) elementsOf(child, found)
  return found
}

const encodeLength = (length: number): number[] => {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** A tree's encoding, with every length right. */
export const encodeTree = ({ tag, octets, children, lead, encoding }: ElementTree): Uint8Array => {
  if (encoding !== undefined) return encoding
  const content = children === undefined ? octets : join([lead, ...children.map(encodeTree)])
  return join([[tag, ...encodeLength(content.length)], content])
}

/** The tree with one element, found by identity, replaced by any number of others. */
export const replaceElement = (
  tree: ElementTree,
  target: ElementTree,
  others: readonly ElementTree[],
): ElementTree[] => {
  if (tree === target) return [...others]
  const { tag, octets, children, lead } = tree
  if (children === undefined) return [tree]
  const replaced = children.flatMap((child) => replaceElement(child, target, others))
  const isSame = replaced.length === children.length && replaced.every((child, index) => child === children[index])
  return isSame ? [tree] : [{ tag, octets, children: replaced, lead }]
}
