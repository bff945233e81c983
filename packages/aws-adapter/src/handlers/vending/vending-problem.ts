/** Why a request is refused before anything is decided on it, with the HTTP status of each. */
const statuses = {
  'not-found': 404,
  'method-not-allowed': 405,
  'content-type': 415,
  'body-too-long': 413,
  'body-malformed': 400,
  'field-unknown': 400,
  'field-missing': 400,
  'field-malformed': 400,
  'csr-too-long': 400,
  'csr-refused': 400,
  'csr-subject': 400,
  'sealing-key-malformed': 400,
  'credential-missing': 401,
  'credential-ambiguous': 400,
  'shadow-key': 400,
  'shadow-refused': 400,
  'shadow-missing': 404,
  'shadow-changed': 409,
} as const

/** What a decision refuses with; see `vendingRefusals` of core. */
const decided = {
  'too-many-attempts': 'too many wrong credentials came from here; ask again later',
  'not-authorized': 'the credential is not one of this device',
  'token-expired': 'the token has expired; have another one granted',
  'token-spent': 'the token was used; have another one granted',
  'device-blocked': 'the device is blocked',
  'delivery-not-allowed': 'a key is given out in this way nowhere here; send a certificate request',
  'sealing-key-missing': 'send the public key to seal the private key to',
  'sealing-key-unknown': 'the public key to seal to is not enrolled for the device, and not signed by it',
  'claim-in-progress': 'a certificate is being made for the device; ask again later',
  'claimed-by-another-key':
    'the credential has named another key before; ask with that one, or have another token granted',
  'superseded-too-often': 'too many certificates were made and never used; have another token granted',
  'registration-refused': 'the device is not one that is registered here',
  unavailable: 'the service cannot answer now; ask again later, with the same key',
} as const

const titles: Readonly<Record<keyof typeof statuses, string>> = {
  'not-found': 'there is nothing under this path',
  'method-not-allowed': 'this path is not asked by this method',
  'content-type': 'send the body as application/json',
  'body-too-long': 'send at most 16384 octets of UTF-8',
  'body-malformed': 'send one JSON object that has every key once',
  'field-unknown': 'leave out what is not known here',
  'field-missing': 'send what is missing',
  'field-malformed':
    'send a serial number of 1 to 128 letters, digits, `:`, `.`, `_` or `-`, a token of at most 512 printable characters, and texts elsewhere',
  'csr-too-long': 'send a certificate request of at most 4096 characters',
  'csr-refused':
    'send a PKCS #10 request in PEM that its own key has signed: RSA of 2048 to 4096 bits, or EC P-256, P-384, P-521',
  'csr-subject': 'ask for the subject of this device, or for none',
  'sealing-key-malformed': 'send the 32 octets of an X25519 public key in standard base64',
  'credential-missing': 'send a registration token, or sign in, again where the sign-in has expired',
  'credential-ambiguous': 'send one credential',
  'shadow-key': 'send values of keys only that a device may write here',
  'shadow-refused': 'send a state that AWS IoT takes: at most 8 KB and 8 levels deep',
  'shadow-missing': 'the device has no thing or no shadow yet',
  'shadow-changed': 'the shadow has another version by now; read it again',
}

export type RequestProblemCode = keyof typeof statuses

/** What a device is told of a request that is refused as it stands. */
export const titleOfProblem = (code: RequestProblemCode): string => titles[code]

/** A request that is refused as it stands. Its field is told; its values are not. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  readonly code: RequestProblemCode
  readonly field: string | undefined
  /** What stands in the answer's headers beside what every problem has. */
  readonly headers: Readonly<Record<string, string>>

  constructor(code: RequestProblemCode, field?: string, headers: Readonly<Record<string, string>> = {}) {
    super(titleOfProblem(code))
    this.code = code
    this.field = field
    this.headers = headers
  }

  get status(): number {
    return statuses[this.code]
  }
}

const isDecided = (code: string): code is keyof typeof decided => Object.hasOwn(decided, code)

/** What a device is told of a refusal that was decided. */
export const titleOfRefusal = (code: string): string => (isDecided(code) ? decided[code] : decided.unavailable)
