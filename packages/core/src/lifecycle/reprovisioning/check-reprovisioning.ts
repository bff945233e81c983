import { checkOptionNames, demand, isSha256 } from '../check-options.js'
import type { ReprovisioningRequest } from './reprovisioning.js'

/** The attribute that shows whose thing it is; `set-thing-owner` moves it. */
export const stamp = 'certificateId'

const known: readonly (keyof ReprovisioningRequest)[] = [
  'name',
  'account',
  'policy',
  'thing',
  'from',
  'to',
  'changes',
  'joins',
  'leaves',
  'ownership',
  'principal',
  'retire',
]

const checkWord = (field: keyof ReprovisioningRequest, value: string, words: readonly string[]): void =>
  demand(words.includes(value), 'lifecycle-option', field, `one of ${words.join(', ')}`)

/** @throws {LifecycleError} `lifecycle-option` */
export const checkReprovisioningOptions = (request: ReprovisioningRequest): void => {
  checkOptionNames('planReprovisioning', request, known)
  const { policy, ownership = 'stamp', principal = 'shared', retire = 'REVOKED' } = request
  checkWord('policy', policy, ['refuse', 'rotate', 'migrate', 'reset'])
  checkWord('ownership', ownership, ['stamp', 'principals'])
  checkWord('principal', principal, ['exclusive', 'shared'])
  checkWord('retire', retire, ['INACTIVE', 'REVOKED'])
  for (const field of ['from', 'to'] as const) {
    demand(isSha256(request[field]?.certificateId), 'lifecycle-option', `${field}.certificateId`, 'a certificate id')
  }
  const { changes = {}, joins = [], leaves = [] } = request
  const isFree = !Object.hasOwn(changes, stamp)
  demand(isFree, 'lifecycle-option', 'changes', `without \`${stamp}\`: the plan says by itself whose the thing is`)
  const isClear = policy === 'reset' || joins.every((group) => !leaves.includes(group))
  demand(isClear, 'lifecycle-option', 'leaves', 'without the groups of `joins`')
}

/**
 * Whether the thing is taken from its owner of today. Checked before anything is planned: the owner is retired before the thing passes
 * on, and a certificate that is none would be retired in vain. After a crash the thing may have passed on already.
 *
 * @throws {LifecycleError} `facts-malformed`
 */
export const checkReprovisioningFacts = ({ thing, from, to, ownership = 'stamp' }: ReprovisioningRequest): void => {
  const isOurs = from.status !== 'PENDING_TRANSFER'
  demand(isOurs, 'facts-malformed', 'from', 'free of transfers: cancel, or accept, the transfer first')
  if (ownership !== 'stamp') return
  const owner = Object.hasOwn(thing.attributes, stamp) ? thing.attributes[stamp] : undefined
  const isOwned = owner === from.certificateId || owner === to.certificateId
  demand(isOwned, 'facts-malformed', 'thing', 'stamped with `from`: find out whose it is, or reconcile it first')
}
