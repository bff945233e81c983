/** What the vending machine gives out. */
export interface Vended {
  readonly certificateId: string
  readonly certificatePem: string
  readonly thingName: string
}

/** What it said no to, in its own words. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly status: number

  constructor(status: number, title: string) {
    super(`${status}: ${title}`)
    this.status = status
  }
}

export interface Wish {
  readonly serialNumber: string
  readonly csr: string
}

const textOf = (answer: unknown, member: string): string => {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, member) : undefined
  if (typeof value === 'string') return value
  throw new Error(`the answer has no ${member}`)
}

/** A token goes through TLS, or stays on this machine. */
const requireSafe = ({ protocol, hostname }: URL): void => {
  if (protocol === 'https:' || hostname === '127.0.0.1') return
  throw new Error('the vending machine is asked by https only')
}

/**
 * Asks for a certificate.
 *
 * @throws {RequestRefused}
 */
export const ask = async (machine: string, token: string, wish: Wish): Promise<Vended> => {
  const url = new URL('/certificates', machine)
  requireSafe(url)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(wish),
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new RequestRefused(response.status, textOf(answer, 'title'))
  return {
    certificateId: textOf(answer, 'certificateId'),
    certificatePem: textOf(answer, 'certificatePem'),
    thingName: textOf(answer, 'thingName'),
  }
}
