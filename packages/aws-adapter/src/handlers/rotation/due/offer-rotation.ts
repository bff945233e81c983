import { createHmac } from 'node:crypto'
import type { RotationHandlerOutcome } from '../rotation-outcome.js'
import type { CheckedRun } from './rotate-due-options.js'

/** What became of an offer. */
export interface Offered {
  readonly became: 'offered' | 'begun' | 'refused' | 'failed'
  readonly code: string
}

/** The device is in the job of this run, or through with it. */
const begun: readonly string[] = ['job-open', 'job-repeated']

const judge = (outcome: RotationHandlerOutcome): Offered => {
  switch (outcome.kind) {
    case 'accepted':
      return { became: 'offered', code: outcome.decisions[0]?.code ?? 'rotation-offered' }
    case 'refused':
      return { became: begun.includes(outcome.reason) ? 'begun' : 'refused', code: outcome.reason }
    case 'failed':
      return { became: 'failed', code: outcome.code }
  }
}

/** The same each time, so that an offer that is made again is the same; nobody without the secret can tell it. */
export const nonceOf = ({ run, given }: CheckedRun, device: string): string | undefined =>
  given.nonceSecret && createHmac('sha256', given.nonceSecret).update(`${run}\n${device}`).digest('hex')

/** Offers a rotation to a device. Never rejects. */
export const offerRotation = async (checked: CheckedRun, device: string): Promise<Offered> => {
  const { rotations, run, deadline } = checked
  const nonce = nonceOf(checked, device)
  const job = { id: run, deadline: deadline.getTime(), ...(nonce === undefined ? {} : { nonce }) }
  try {
    return judge(await rotations.tell(device, { kind: 'offer', job }))
  } catch {
    return { became: 'failed', code: 'unexpected' }
  }
}
