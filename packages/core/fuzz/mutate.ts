import {
  type ElementTree,
  elementsOf,
  encodeTree,
  join,
  primitive,
  replaceElement,
  retag,
  wrap,
} from './element-tree.js'
import type { Random } from './random.js'

/** A certificate of the corpus, in the forms that mutations work on. */
export interface Seedling {
  readonly der: Uint8Array
  readonly pem: string
  readonly tree: ElementTree
  readonly elements: readonly ElementTree[]
}

const interestingOctets: readonly number[] = [
  ...[0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1c, 0x1e, 0x1f],
  ...[0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xa1, 0xa3, 0xa4, 0xfe, 0xff],
]

const randomOctet = (random: Random): number =>
  random.below(2) === 0 ? random.pick(interestingOctets) : random.below(256)

const splice = (bytes: Uint8Array, start: number, removed: number, added: Uint8Array | readonly number[]): Uint8Array =>
  join([bytes.subarray(0, start), added, bytes.subarray(start + removed)])

type Mutation<Form> = (form: Form, random: Random, corpus: readonly Seedling[]) => Form

const octetMutations: readonly Mutation<Uint8Array>[] = [
  // One bit.
  (bytes, random) => {
    const position = random.below(bytes.length)
    return bytes.with(position, (bytes[position] ?? 0) ^ (1 << random.below(8)))
  },
  // One octet: contents, tags and lengths alike.
  (bytes, random) => bytes.with(random.below(bytes.length), randomOctet(random)),
  // A cut at the end, or at the beginning.
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, random) => bytes.slice(random.below(bytes.length)),
  // Octets more, or fewer.
  (bytes, random) => {
    const added = Array.from({ length: 1 + random.below(6) }, () => randomOctet(random))
    return splice(bytes, random.below(bytes.length + 1), 0, added)
  },
  (bytes, random) => splice(bytes, random.below(bytes.length), 1 + random.below(8), []),
  // A piece of another certificate.
  (bytes, random, corpus) => {
    const { der } = random.pick(corpus)
    const start = random.below(der.length)
    const piece = der.subarray(start, start + 1 + random.below(64))
    return splice(bytes, random.below(bytes.length), random.below(2) * piece.length, piece)
  },
]

/** What one element becomes; lengths around it stay right, so that the change is seen where it is. */
const elementMutations: readonly ((element: ElementTree, random: Random, other: ElementTree) => ElementTree[])[] = [
  () => [],
  (element) => [element, element],
  (_element, _random, other) => [other],
  (element, _random, other) => [element, other],
  (element, random) => [retag(element, randomOctet(random))],
  (element) => [primitive(element.tag, new Uint8Array(0))],
  (element) => [wrap(element)],
  ({ tag, octets }, random) => {
    const start = random.below(octets.length + 1)
    return [primitive(tag, splice(octets, start, random.below(2), [randomOctet(random)]))]
  },
  ({ tag, octets }, random) => [
    primitive(
      tag,
      octets.map(() => randomOctet(random)),
    ),
  ],
]

const mutateTree = (tree: ElementTree, random: Random, corpus: readonly Seedling[]): ElementTree => {
  const target = random.pick(elementsOf(tree))
  const other = random.pick(random.pick(corpus).elements)
  const [changed] = replaceElement(tree, target, random.pick(elementMutations)(target, random, other))
  return changed ?? tree
}

const pemCharacters: readonly string[] = [
  '\n',
  '\r\n',
  ' ',
  '\t',
  '=',
  '-',
  '+',
  '/',
  'A',
  '\u0000',
  '\ufeff',
  'é',
  '🛰',
  '',
]

const pemMutations: readonly Mutation<string>[] = [
  (pem, random) => {
    const position = random.below(pem.length)
    return pem.slice(0, position) + random.pick(pemCharacters) + pem.slice(position + random.below(2))
  },
  (pem, random) => pem.slice(0, random.below(pem.length)),
  (pem, random) => pem.slice(random.below(pem.length)),
  (pem, random) => pem.replaceAll('\n', random.pick(['\r\n', '\r', ' \n', '\n\n', '', '\\n'])),
  (pem, random) =>
    pem
      .split('\n')
      .filter(() => random.below(20) > 0)
      .join('\n'),
  (pem, random, corpus) => {
    const other = random.pick(corpus).pem
    const position = random.below(pem.length)
    return pem.slice(0, position) + other.slice(random.below(other.length)) + pem.slice(position)
  },
]

const times = (random: Random): number => 1 + random.below(3)

/** A certificate of the corpus, changed in one to three places: as a tree, as octets or as text. */
export const mutate = (corpus: readonly Seedling[], random: Random): Uint8Array | string => {
  const seedling = random.pick(corpus)
  const form = random.below(4)
  if (form === 0) {
    let { pem } = seedling
    for (let left = times(random); left > 0 && pem.length > 0; left -= 1)
      pem = random.pick(pemMutations)(pem, random, corpus)
    return pem
  }
  if (form === 1) {
    let bytes = seedling.der
    for (let left = times(random); left > 0 && bytes.length > 0; left -= 1) {
      bytes = random.pick(octetMutations)(bytes, random, corpus)
    }
    return bytes
  }
  let { tree } = seedling
  for (let left = times(random); left > 0; left -= 1) tree = mutateTree(tree, random, corpus)
  return encodeTree(tree)
}
