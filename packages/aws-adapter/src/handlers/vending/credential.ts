import type { VendingAsker } from '@thingplan/core/lifecycle'
import type { HttpCall } from '../../http/http-call.js'
import { sourceNetwork } from '../../http/source-network.js'
import type { CheckedVendingOptions } from './vending-handler-options.js'
import { RequestProblem } from './vending-problem.js'

/** Who asks, for which device, and what they show. */
export interface Asker extends VendingAsker {
  /** The answer to whether the device is the caller's; undefined where nobody was asked. */
  readonly ownsDevice: boolean | undefined
}

/** RFC 6750 section 2.1, and not longer than core takes. */
const tokenText = /^[\x21-\x7e]{1,512}$/

/** The token in the header of RFC 6750 section 2.1. */
const bearerOf = (call: HttpCall): string | undefined =>
  /^Bearer +([\x21-\x7e]{1,512})$/i.exec(call.header('authorization') ?? '')?.[1]

/**
 * The token of a request: as it stands in a field, or as a bearer token where nobody signs in by that header.
 *
 * @throws {RequestProblem} `field-malformed`, `credential-ambiguous`
 */
export const readToken = (
  call: HttpCall,
  field: string,
  given: string | undefined,
  readsBearer: boolean,
): string | undefined => {
  if (given !== undefined && !tokenText.test(given)) throw new RequestProblem('field-malformed', field)
  const bearer = readsBearer ? bearerOf(call) : undefined
  if (given !== undefined && bearer !== undefined) throw new RequestProblem('credential-ambiguous', field)
  return given ?? bearer
}

/** What RFC 9110 section 15.5.2 asks of every 401. */
const challenge = { 'www-authenticate': 'Bearer' } as const

/**
 * A token counts for the device; who has signed in is asked about. Nobody is both: an answer would not say which of the two it
 * is for.
 *
 * @throws {RequestProblem} `credential-missing`
 */
export const readCredential = async (
  call: HttpCall,
  serialNumber: string,
  token: string | undefined,
  { authenticate, ownsDevice }: CheckedVendingOptions,
): Promise<Asker> => {
  const asker = { serialNumber, source: sourceNetwork(call.source) }
  if (token !== undefined) return { ...asker, credential: { kind: 'token', token }, ownsDevice: undefined }
  const caller = await authenticate?.(call)
  if (caller === undefined || ownsDevice === 'nobody') {
    throw new RequestProblem('credential-missing', undefined, challenge)
  }
  const owns = (await ownsDevice({ caller, serialNumber })) === true
  return { ...asker, credential: { kind: 'owner', owner: caller.id }, ownsDevice: owns }
}
