import type { Finding } from '@thingplan/core'
import type { VendingRefusalReason } from '@thingplan/core/lifecycle'
import type { RequestProblemCode } from './vending-problem.js'

interface OutcomeOfRequest {
  /** The id that the caller was told, to find this outcome by. */
  readonly correlationId: string
  /** Where the request came from. */
  readonly source: string
  /** Absent where the request could not be read so far. */
  readonly serialNumber?: string | undefined
  /** Errors that were met on the way, by the effect that failed; whoever logs them decides what of them. */
  readonly failures: readonly { readonly effect: string; readonly error: unknown }[]
}

/** What became of a request: without tokens, keys and certificate requests. `writeOutcome` makes a line for the logs of it. */
export type VendingHandlerOutcome = OutcomeOfRequest &
  (
    | { readonly kind: 'vended'; readonly certificateId: string; readonly thingName?: string | undefined }
    | { readonly kind: 'shadow-read' | 'shadow-updated'; readonly thingName: string }
    | { readonly kind: 'endpoints-read' }
    | {
        readonly kind: 'refused'
        readonly reason: VendingRefusalReason
        /** Of the registration that refused the issued certificate. */
        readonly findings?: readonly Finding[] | undefined
      }
    | { readonly kind: 'malformed'; readonly code: RequestProblemCode; readonly field?: string | undefined }
    | { readonly kind: 'failed'; readonly error: unknown }
  )
