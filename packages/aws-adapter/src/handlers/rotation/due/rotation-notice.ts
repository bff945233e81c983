/** What a device is told when its rotation is offered. */
export interface RotationNotice {
  readonly device: string
  readonly thingName: string
  /** The run that offers it. */
  readonly run: string
  readonly deadline: Date
  /** What its messages have to carry, where the run has nonces. */
  readonly nonce?: string
}

/** Tells devices that they may ask for a certificate. Told again, it has to do no harm. */
export interface RotationNotifier {
  /** How many devices it is given at once, at most: 1 to 100. */
  readonly most: number
  notify(notices: readonly RotationNotice[]): Promise<void>
}

/** The part of a notice that devices read. */
export const noticeText = ({ run, deadline, nonce }: Omit<RotationNotice, 'device' | 'thingName'>): string =>
  JSON.stringify({ rotate: run, deadline: deadline.getTime(), ...(nonce === undefined ? {} : { nonce }) })
