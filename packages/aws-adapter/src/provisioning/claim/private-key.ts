const hidden = '[private key]'

/**
 * A private key that shows itself only when asked: not in logs, not in JSON, not in text. It is a private field, which no
 * inspection shows either.
 *
 * @example
 * ```ts
 * import { PrivateKey } from '@thingplan/aws-adapter/provisioning'
 *
 * const key = new PrivateKey('-----BEGIN PRIVATE KEY-----')
 * JSON.stringify({ key }) // => '{"key":"[private key]"}'
 * key.reveal() // => '-----BEGIN PRIVATE KEY-----'
 * ```
 */
export class PrivateKey {
  readonly #pem: string

  constructor(pem: string) {
    this.#pem = pem
  }

  /** The key as PEM. Hand it to the device and forget it. */
  reveal(): string {
    return this.#pem
  }

  toJSON(): string {
    return hidden
  }

  toString(): string {
    return hidden
  }
}
