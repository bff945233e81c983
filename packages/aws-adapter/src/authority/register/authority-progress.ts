/** What has happened, told while a CA is registered. */
export interface AuthorityProgress {
  /**
   * `checked`: certificate and key are fit, and nothing has been sent yet. `verified`: the verification certificate is made. The
   * others are outcomes of a target.
   */
  readonly stage: 'checked' | 'verified' | 'registered' | 'updated' | 'unchanged' | 'failed'
  readonly caCertificateId: string
  /** Name of the target, where there are several. */
  readonly target?: string
}

/** A reporter that never fails, whatever the listener does. */
export const reportProgress =
  (listener: ((progress: AuthorityProgress) => void) | undefined, caCertificateId: string, target?: string) =>
  (stage: AuthorityProgress['stage']): void => {
    try {
      listener?.(Object.freeze({ stage, caCertificateId, ...(target === undefined ? {} : { target }) }))
    } catch {
      // Somebody who only watches must not be able to stop a registration halfway.
    }
  }
