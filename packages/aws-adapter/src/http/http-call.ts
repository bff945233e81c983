/** An HTTP request, whichever of API Gateway, a function URL and a web server has delivered it. */
export interface HttpCall {
  /** In upper case. */
  readonly method: string
  /** Without the query, which nothing here reads: secrets do not belong into it, and logs keep it. */
  readonly path: string
  /** By the header's name in lower case. */
  header(name: string): string | undefined
  /** The body as text; `undefined` where it has more octets than are taken, or is no UTF-8. */
  body(): Promise<string | undefined>
  /** Where it comes from, as whoever delivered it says, never a header of the caller's. */
  readonly source: string
  /** What it was delivered as: an event of Lambda, or a `Request`. What an authoriser has found out is in it. */
  readonly origin: unknown
}

/** Octets of a body that are taken: a CSR has 4,096 characters at most. */
export const longestBody = 16_384
