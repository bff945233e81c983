import { type Certificate, CertificateError, readCertificate } from '@thingplan/core'
import { elementsOf, parseTree } from './element-tree.js'
import { mutate, type Seedling } from './mutate.js'
import { createRandom } from './random.js'

/** How often each outcome was seen: `read`, or the code of the error. */
export type Outcomes = Map<string, number>

export interface FuzzOptions {
  /** Certificates to start from. */
  readonly corpus: readonly Certificate[]
  readonly seed: number
  readonly count: number
  /** Number of the first mutation, to repeat one that failed. */
  readonly first?: number
  readonly onProgress?: (done: number, outcomes: Outcomes) => void
}

const progressEvery = 100_000

/** Everything that a certificate computes late must work as well, and its own PEM must be read as itself. */
const use = (certificate: Certificate): void => {
  for (const name of [certificate.subject, certificate.issuer]) {
    if (name.entries().length !== name.rdns.flat().length) throw new Error('entries and RDNs differ')
    name.toString()
  }
  if (!/^[\da-f]{64}$/.test(certificate.id)) throw new Error('the id is not a SHA-256')
  if (readCertificate(certificate.pem).id !== certificate.id) throw new Error('the PEM is another certificate')
}

const outcomeOf = (source: string | Uint8Array): string => {
  try {
    use(readCertificate(source))
    return 'read'
  } catch (error) {
    if (error instanceof CertificateError && error.code !== 'certificate-option') return error.code
    throw error
  }
}

const plant = ({ der, pem }: Certificate): Seedling => {
  const tree = parseTree(der)
  return { der, pem, tree, elements: elementsOf(tree) }
}

const describeSource = (source: string | Uint8Array): string =>
  typeof source === 'string' ? JSON.stringify(source) : Buffer.from(source).toString('hex')

/**
 * Reads mutated certificates: each is read, or refused with a typed error. Anything else is thrown, with what repeats it.
 *
 * Every mutation has a source of chance of its own, made of the seed and its number.
 */
export const fuzzReadCertificate = ({ corpus, seed, count, first = 0, onProgress }: FuzzOptions): Outcomes => {
  const seedlings = corpus.map(plant)
  const outcomes: Outcomes = new Map()
  for (let number = first; number < first + count; number += 1) {
    const source = mutate(seedlings, createRandom(seed + Math.imul(number, 0x01000193)))
    try {
      const outcome = outcomeOf(source)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    } catch (cause) {
      const message = `mutation ${number} of seed ${seed} ended otherwise: ${describeSource(source)}`
      throw new Error(message, { cause })
    }
    const done = number - first + 1
    if (done % progressEvery === 0) onProgress?.(done, outcomes)
  }
  return outcomes
}
