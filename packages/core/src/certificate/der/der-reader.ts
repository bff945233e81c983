import type { CertificateError } from '../certificate-error.js'
import { type RefusalCode, refusal } from '../refusal.js'
import { octetAt } from './octet-at.js'

/** One element of a DER encoding, as offsets into the bytes. */
export interface DerElement {
  readonly tag: number
  /** Offset of the identifier octet. */
  readonly start: number
  /** Offset of the first content octet. */
  readonly content: number
  /** Offset behind the last content octet. */
  readonly end: number
}

/** What is being read, in the words of RFC 5280, and the code for a layout that it does not have. */
export interface DerContext {
  readonly field: string
  readonly code: RefusalCode
}

const hexOctet = (octet: number): string => `0x${octet.toString(16).padStart(2, '0')}`

/**
 * Reads the elements of one DER content one after the other (X.690 sections 8.1 and 10.1).
 *
 * A cursor, because a certificate is read once from front to back. Every length is checked against the content that
 * holds it, so nothing behind `end` is ever looked at.
 */
export class DerReader {
  readonly bytes: Uint8Array
  readonly end: number
  readonly context: DerContext
  #position: number

  constructor(bytes: Uint8Array, start: number, end: number, context: DerContext) {
    this.bytes = bytes
    this.end = end
    this.context = context
    this.#position = start
  }

  get position(): number {
    return this.#position
  }

  isAtEnd(): boolean {
    return this.#position >= this.end
  }

  /** The tag of the next element; -1 at the end. */
  nextTag(): number {
    return this.#position < this.end ? octetAt(this.bytes, this.#position) : -1
  }

  /** The next element, whatever it is. */
  read(): DerElement {
    const start = this.#position
    if (start >= this.end) throw this.refuse('lacks an element', start)
    if (start + 1 === this.end) throw this.#overrun(start)
    const tag = octetAt(this.bytes, start)
    // No type of a certificate has a tag number above 30, so the multi-octet form of X.690 section 8.1.2.4 never occurs.
    if ((tag & 0x1f) === 0x1f) throw this.malformed('has a tag of several octets', start)
    const first = octetAt(this.bytes, start + 1)
    const content = first < 0x80 ? start + 2 : start + 2 + (first & 0x7f)
    const end = content + (first < 0x80 ? first : this.#longLength(start + 1, first & 0x7f))
    if (end > this.end) throw this.#overrun(start)
    this.#position = end
    return { tag, start, content, end }
  }

  /** The next element, which must have this tag. */
  readTagged(tag: number, context: DerContext = this.context): DerElement {
    if (this.nextTag() !== tag) throw this.#unexpected(tag, context)
    return this.read()
  }

  /** The next element if it has this tag. */
  readOptional(tag: number): DerElement | undefined {
    return this.nextTag() === tag ? this.read() : undefined
  }

  /** A reader for the content of the next element, which must have this tag. */
  enter(tag: number, context: DerContext = this.context): DerReader {
    const element = this.readTagged(tag, context)
    return new DerReader(this.bytes, element.content, element.end, context)
  }

  /** Refuses what is left. */
  finish(): void {
    if (!this.isAtEnd()) throw this.refuse('has more elements than it may', this.#position)
  }

  /** Well-formed, but not what this context allows. */
  refuse(problem: string, offset: number): CertificateError {
    return refusal(this.context.code, this.context.field, problem, offset)
  }

  /** Not DER. */
  malformed(problem: string, offset: number): CertificateError {
    return refusal('certificate-der-malformed', this.context.field, problem, offset)
  }

  /** X.690 section 8.1.3.5, in the fewest octets (10.1). */
  #longLength(position: number, octets: number): number {
    if (octets === 0) throw this.malformed('has an indefinite length', position)
    if (this.end - position <= octets) throw this.#overrun(position - 1)
    const leading = octetAt(this.bytes, position + 1)
    if (leading === 0 || (octets === 1 && leading < 0x80)) {
      throw this.malformed('has a length that is not in its shortest form', position)
    }
    // Four gigabytes and more: certainly beyond the end, and past what the arithmetic below holds.
    if (octets > 4) throw this.#overrun(position - 1)
    let length = 0
    for (let index = 1; index <= octets; index += 1) length = length * 256 + octetAt(this.bytes, position + index)
    return length
  }

  /** Only the outermost element can be cut off; inside it, lengths contradict each other. */
  #overrun(offset: number): CertificateError {
    if (offset > 0) return this.malformed('has an element that is longer than what holds it', offset)
    return refusal('certificate-der-truncated', this.context.field, 'ends before its length says', offset)
  }

  #unexpected(tag: number, { code, field }: DerContext): CertificateError {
    const found = this.isAtEnd() ? 'nothing' : `tag ${hexOctet(this.nextTag())}`
    return refusal(code, field, `has ${found} where tag ${hexOctet(tag)} belongs`, this.#position)
  }
}
