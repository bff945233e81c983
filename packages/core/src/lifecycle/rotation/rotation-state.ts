/** Where a device stands with its certificates. */
export type RotationState =
  | 'allowed'
  | 'registered'
  | 'offered'
  | 'issuing'
  | 'preparing'
  | 'proving'
  | 'completing'
  | 'completed'
  | 'rolling-back'
  | 'rolled-back'
  | 'closed'

/** What each state means, in the order in which a device meets them. */
export const rotationStates: Readonly<Record<RotationState, string>> = /* @__PURE__ */ Object.freeze({
  allowed: 'on the list of expected devices; it has not been registered',
  registered: 'one certificate works, and no rotation is open',
  offered: 'a job is open: the device may send a request for a certificate',
  issuing: 'a request was accepted; a certificate for its key may exist or not',
  preparing: 'the new certificate is recorded; it is being registered, attached and activated',
  proving: 'both certificates work; the device has to acknowledge over the new one',
  completing: 'the new certificate is proven; the thing passes on, and the old one is being retired',
  completed: 'one certificate works: the new one',
  'rolling-back': 'the job is over without a proof; the new certificate is being revoked',
  'rolled-back': 'one certificate works: the old one',
  closed: 'removal or blocking has begun; nothing is rotated any more',
})
