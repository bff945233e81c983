import { IssuerError } from './issuer-error.js'

const aborted = (): IssuerError =>
  new IssuerError('issuer-aborted', 'the certificate is not waited for any more', {
    field: 'signal',
    remedy: 'ask again; with the same idempotency key where the issuer knows keys',
  })

/** @throws {IssuerError} `issuer-aborted` */
export const refuseAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true) throw aborted()
}

/**
 * Does something for as long as somebody waits for it; what is under way and cannot be stopped goes on unwatched.
 *
 * @throws {IssuerError} `issuer-aborted`, at once
 */
export const untilAborted = async <Value>(
  signal: AbortSignal | undefined,
  work: () => Promise<Value>,
): Promise<Value> => {
  refuseAborted(signal)
  if (signal === undefined) return work()
  let giveUp = (): void => {}
  const abortion = new Promise<never>((_, reject) => {
    giveUp = () => reject(aborted())
    signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    return await Promise.race([abortion, work()])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
