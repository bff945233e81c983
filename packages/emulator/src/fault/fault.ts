/** What goes wrong with one request. */
export type Fault =
  /** Refused as over the quota; nothing has happened. */
  | { readonly kind: 'throttled' }
  /** InternalFailureException, 500; nothing has happened. */
  | { readonly kind: 'internal-failure' }
  /** ServiceUnavailableException, 503; nothing has happened. */
  | { readonly kind: 'service-unavailable' }
  /** No answer arrives: the request was lost on its way, or its answer was. */
  | { readonly kind: 'connection-lost'; readonly when: 'before-effect' | 'after-effect' }
  /** Answered late, by so many milliseconds of the clock. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** A read is answered from what the registry was before its latest change; a write is not disturbed. */
  | { readonly kind: 'stale-read' }
  /**
   * The process that has made the request dies: its promise never settles, and no later request of the same client reaches the
   * registry.
   */
  | { readonly kind: 'process-death'; readonly when: 'before-effect' | 'after-effect' }

/** A request as it arrives. */
export interface ArrivingRequest {
  /** Counts the requests of one client from 0; a retry counts again. */
  readonly index: number
  /** The command's name in the API reference, for example `CreateThing`. */
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

/** Decides what goes wrong with a request of one client; undefined: nothing. */
export type Faults = (request: ArrivingRequest) => Fault | undefined
