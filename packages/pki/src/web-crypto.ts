import type { webcrypto } from 'node:crypto'

/** A key of WebCrypto: the object itself tells nothing of the key, and prints and serialises without it. */
export type CryptoKey = webcrypto.CryptoKey

/** WebCrypto: `globalThis.crypto`, or an implementation of one's own. */
export type WebCrypto = webcrypto.Crypto

export interface CryptoOption {
  /** Makes keys, serial numbers and signatures. Default `globalThis.crypto`. */
  readonly crypto?: WebCrypto | undefined
}

export interface ClockOption {
  /** The present moment, from which default validities are counted. Default: the system clock. */
  readonly now?: Date | undefined
}
