import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { VendingState } from './vending-state.js'

/** A row of the table: what happens in a state, and the states that it can lead to. */
export interface VendingTransition {
  readonly from: readonly VendingState[]
  readonly when: string
  readonly does: string
  /** `same`: whichever it was. */
  readonly to: readonly VendingState[] | 'same'
}

export type VendingTransitionName =
  | 'claim'
  | 'take-over'
  | 'finish-first'
  | 'find'
  | 'issue'
  | 'issued'
  | 'handed-out'
  | 'activate'
  | 'activated'
  | 'answer'
  | 'supersede'
  | 'supersede-retiring'
  | 'seen'
  | 'seen-current'
  | 'seen-retiring'
  | 'due'
  | 'give-up'
  | 'lapse'
  | 'retire'
  | 'retired'
  | 'ask'
  | 'refuse'
  | 'ignore'

const all: readonly VendingState[] = [
  'unknown',
  'enrolled',
  'claimed',
  'issued',
  'ready',
  'in-use',
  'retiring',
  'blocked',
  'removed',
]

const table: Readonly<Record<VendingTransitionName, VendingTransition>> = {
  claim: {
    from: ['enrolled', 'in-use'],
    when: 'a credential holds, and no certificate is on its way',
    does: 'stores the hash of the key and a lease, in a write that holds only while the token lives; then has a certificate issued',
    to: ['claimed'],
  },
  'take-over': {
    from: ['claimed', 'issued'],
    when: 'the lease is over, and the request is for the same key',
    does: 'takes the lease, then goes on where the other stopped',
    to: 'same',
  },
  'finish-first': {
    from: ['issued'],
    when: 'the lease is over, the request may give the key up, and there is no other certificate',
    does: 'takes the lease, and makes the certificate ready before it is given up: what it has of the thing passes on in order',
    to: 'same',
  },
  find: {
    from: ['claimed'],
    when: 'the lease is ours, and it is not known whether there is a certificate',
    does: 'looks for one with the claimed key',
    to: 'same',
  },
  issue: {
    from: ['claimed'],
    when: 'the lease is ours, and there is none',
    does: 'has a certificate issued for the claimed key',
    to: 'same',
  },
  issued: {
    from: ['claimed'],
    when: 'a certificate for the claimed key was found or issued',
    does: 'records it, before anything is activated',
    to: ['issued'],
  },
  'handed-out': {
    from: ['claimed'],
    when: 'the same, and devices are registered at their first connection',
    does: 'records it; nothing is made in the registry',
    to: ['ready'],
  },
  activate: {
    from: ['issued'],
    when: 'the lease is ours',
    does: 'carries out the plan: thing, policies, attachments, ACTIVE last',
    to: 'same',
  },
  activated: {
    from: ['issued'],
    when: 'the plan has been carried out',
    does: 'sets the deadline of the current certificate, where there is one',
    to: ['ready'],
  },
  answer: {
    from: ['claimed', 'issued', 'ready', 'in-use'],
    when: 'the request is for the key of a certificate that is ready and has not expired; its credential is not spent, and not granted since the certificate was seen in use',
    does: 'answers with the certificate, the same one each time',
    to: 'same',
  },
  supersede: {
    from: ['claimed', 'ready', 'in-use'],
    when: 'the request may give up a key that nobody used, or whose certificate has expired; nothing has to be retired for it',
    does: 'claims the new key; a certificate that is ready becomes the current one',
    to: ['claimed'],
  },
  'supersede-retiring': {
    from: ['issued', 'ready'],
    when: 'the same, beside a current certificate; or the registration refuses what was issued',
    does: 'claims the new key, and revokes the certificate of the old one before another is issued',
    to: ['retiring'],
  },
  seen: {
    from: ['ready'],
    when: 'the new certificate is seen in use, and there is none to retire for it',
    does: 'spends the token for good; the new certificate becomes the current one',
    to: ['in-use'],
  },
  'seen-current': {
    from: ['claimed', 'issued', 'ready', 'in-use'],
    when: 'the current certificate is seen in use for the first time',
    does: 'spends the token that it was given for, for good',
    to: 'same',
  },
  'seen-retiring': {
    from: ['ready'],
    when: 'the new certificate is seen in use, beside the current one',
    does: 'spends the token for good, and retires the old certificate',
    to: ['retiring'],
  },
  due: {
    from: ['ready'],
    when: 'the deadline has passed, and the new certificate was not seen',
    does: 'retires the old certificate; or the new one, where the device was seen with the old one of the same token',
    to: ['retiring', 'in-use'],
  },
  'give-up': {
    from: ['issued'],
    when: 'nobody has come back to finish it for as long, and there is a current certificate; or it is refused, and there is none',
    does: 'looks whether a thing was begun for the one that is refused; retires what was issued; a token stays bound to its key',
    to: ['issued', 'retiring'],
  },
  lapse: {
    from: ['claimed'],
    when: 'the lease has been over for as long again, and the token is spent, expired or another; or an owner has stayed away for as long',
    does: 'forgets the claim; what was issued for its key is an orphan',
    to: ['enrolled', 'in-use'],
  },
  retire: {
    from: ['retiring'],
    when: 'anything is asked or seen',
    does: 'carries out the plan: the thing passes on, the old certificate is revoked and detached',
    to: 'same',
  },
  retired: {
    from: ['retiring'],
    when: 'the plan has been carried out',
    does: 'forgets the old certificate',
    to: ['enrolled', 'claimed', 'in-use'],
  },
  ask: {
    from: ['issued'],
    when: 'the registration asks something that only the outside knows',
    does: 'asks',
    to: 'same',
  },
  refuse: {
    from: all,
    when: 'a request breaks a rule',
    does: 'refuses; nothing is issued, nothing is consumed',
    to: 'same',
  },
  ignore: {
    from: all,
    when: 'there is nothing to do',
    does: 'nothing',
    to: 'same',
  },
}

/** The state machine of vending, as data: `docs/vending.md` is drawn from it, and every decision names its row. */
export const vendingTransitions: Readonly<Record<VendingTransitionName, VendingTransition>> =
  /* @__PURE__ */ freezeDeeply(table)
