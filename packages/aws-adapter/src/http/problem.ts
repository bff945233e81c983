import { type HttpAnswer, httpAnswer } from './http-answer.js'

/** What a caller is told of a refusal (RFC 9457 section 3). */
export interface Problem {
  readonly status: number
  /** What kind of problem, for a program: stable. */
  readonly code: string
  /** The same for a person: what the caller can do, and nothing that is only ours to know. */
  readonly title: string
  /** Names this one answer in the logs of whoever runs the service, and says nothing else. */
  readonly instance: string
  /** After how many milliseconds asking again can help. */
  readonly retryAfterMilliseconds?: number | undefined
}

/** An answer with a problem: `application/problem+json`, whose `type` is the code. */
export const problemAnswer = ({ status, code, title, instance, retryAfterMilliseconds }: Problem): HttpAnswer =>
  httpAnswer(
    status,
    { type: `urn:thingplan:problem:${code}`, title, status, code, instance: `urn:uuid:${instance}` },
    {
      'content-type': 'application/problem+json',
      ...(retryAfterMilliseconds === undefined
        ? {}
        : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMilliseconds / 1000))) }),
    },
  )
