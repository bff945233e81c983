import { createHash, KeyObject, sign, verify, webcrypto } from 'node:crypto'

type Subtle = webcrypto.SubtleCrypto

const nameOf = (algorithm: unknown): string => {
  if (typeof algorithm === 'string') return algorithm
  return typeof algorithm === 'object' && algorithm !== null && 'name' in algorithm ? String(algorithm.name) : ''
}

const hashOf = (algorithm: unknown): string => {
  const isSigning = typeof algorithm === 'object' && algorithm !== null && 'hash' in algorithm
  return nameOf(isSigning ? algorithm.hash : algorithm).replace('-', '')
}

const octetsOf = (source: webcrypto.BufferSource): Buffer =>
  ArrayBuffer.isView(source) ? Buffer.from(source.buffer, source.byteOffset, source.byteLength) : Buffer.from(source)

const freshOf = (octets: Buffer): ArrayBuffer => Uint8Array.from(octets).buffer

const ecdsa = (key: webcrypto.CryptoKey) => ({ key: KeyObject.from(key), dsaEncoding: 'ieee-p1363' }) as const

/** What scenes do most, done in this thread. */
const inThisThread = (others: Pick<Subtle, 'sign' | 'verify'>): Pick<Subtle, 'digest' | 'sign' | 'verify'> => ({
  digest: async (algorithm, data) => freshOf(createHash(hashOf(algorithm)).update(octetsOf(data)).digest()),
  sign: async (algorithm, key, data) => {
    if (nameOf(algorithm) !== 'ECDSA') return others.sign(algorithm, key, data)
    return freshOf(sign(hashOf(algorithm), octetsOf(data), ecdsa(key)))
  },
  verify: async (algorithm, key, signature, data) => {
    if (nameOf(algorithm) !== 'ECDSA') return others.verify(algorithm, key, signature, data)
    return verify(hashOf(algorithm), octetsOf(data), ecdsa(key), octetsOf(signature))
  },
})

/**
 * What came of work is handed over a little later on the clock of the scene, when everything else of the moment is done: how many turns of the
 * event loop the work has taken is chance. Nobody else sleeps for a part of a millisecond.
 */
const aLittleLater = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0.5))

/** Keeps the event loop turning until work is done, and lets works end in the order in which they were begun. */
const keepInOrder = (): ((work: Promise<unknown>) => Promise<unknown>) => {
  let last: Promise<unknown> = Promise.resolve()
  let pending = 0
  const turn = (): void => {
    if (pending > 0) setImmediate(turn)
  }
  return async (work) => {
    pending += 1
    if (pending === 1) setImmediate(turn)
    last = Promise.allSettled([last, work])
    await last
    pending -= 1
    await aLittleLater()
    return work
  }
}

const elsewhere = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'encrypt',
  'exportKey',
  'generateKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
] as const

let isKept = false

/**
 * Makes this process wait for cryptography. WebCrypto works in threads of its own: a clock that lets time pass as soon as nothing is left
 * to do would not see that somebody waits for a signature, and which of two is ready first would be chance.
 */
export const keepCryptographyOnTheLoop = (): void => {
  if (isKept) return
  isKept = true
  const { subtle } = webcrypto
  const inOrder = keepInOrder()
  const put = (name: string, value: unknown): void => {
    Object.defineProperty(subtle, name, { value, configurable: true, writable: true })
  }
  for (const name of elsewhere) {
    const operation: unknown = Reflect.get(subtle, name)
    if (typeof operation !== 'function') continue
    put(name, (...given: readonly unknown[]) => inOrder(Reflect.apply(operation, subtle, given)))
  }
  const { sign: signElsewhere, verify: verifyElsewhere } = subtle
  for (const [name, operation] of Object.entries(inThisThread({ sign: signElsewhere, verify: verifyElsewhere }))) {
    put(name, operation)
  }
}
