import { randomUUID } from 'node:crypto'
import {
  type AttemptRecord,
  type DeviceRecord,
  type DeviceStore,
  decideVending,
  type RefuseVending,
  type Vending,
  type VendingRefusalReason,
  type VendingRequest,
  vendingRefusals,
} from '@thingplan/core/lifecycle'
import type { Asker } from './credential.js'

/** What was read to judge a credential that holds. */
export interface Admission {
  readonly refused?: undefined
  readonly record: DeviceRecord | undefined
  readonly attempts: AttemptRecord | undefined
}

interface Refused {
  readonly refused: RefuseVending
}

interface Door {
  readonly vending: Vending
  readonly store: DeviceStore
  readonly clock: () => Date
}

/** What a credential or a device is refused for, beside what counts as an attempt; all else is about the errand. */
const ofCredential: readonly VendingRefusalReason[] = [
  'too-many-attempts',
  'token-expired',
  'token-spent',
  'device-blocked',
  'device-removed',
]

const isOfCredential = (reason: VendingRefusalReason): boolean =>
  vendingRefusals[reason].counts || ofCredential.includes(reason)

/** How often a count is tried, as `runVending` does: a source that floods is counted by the others of its requests. */
const mostCounts = 3

/**
 * What would be asked if the credential held: for the key that its token is bound to, or for one that nobody has. It is decided
 * upon and never carried out.
 */
const errandOf = ({ serialNumber, credential, source }: Asker, record: DeviceRecord | undefined): VendingRequest => ({
  kind: 'vend',
  serialNumber,
  credential,
  source,
  csr: 'none',
  keyHash: record?.token?.keyHash ?? '0'.repeat(64),
  delivery: 'csr',
})

/**
 * Judges a credential by the rules of vending, and consumes nothing: before a request is verified, a key made or a shadow read.
 *
 * A device that does not exist takes the same way as a wrong token, through the same reads and writes.
 */
export const admit = async (asker: Asker, { vending, store, clock }: Door): Promise<Admission | Refused> => {
  const { serialNumber, source, ownsDevice } = asker
  const [record, known] = await Promise.all([store.read(serialNumber), store.readAttempts(source)])
  const errand = errandOf(asker, record)
  const holder = randomUUID()
  let attempts = known
  for (let tries = 1; ; tries += 1) {
    const decision = decideVending(vending, errand, record, { now: clock(), holder, ownsDevice, attempts })
    if (decision.verdict !== 'refuse' || !isOfCredential(decision.refusal.reason)) return { record, attempts }
    if (decision.attempts === undefined) return { refused: decision }
    const outcome = await store.writeAttempts(decision.attempts)
    if (outcome === 'written' || tries === mostCounts) return { refused: decision }
    attempts = await store.readAttempts(source)
  }
}

/** The store, which need not be asked again for what was read at the door; once something has changed it is. */
export const withAdmission = (store: DeviceStore, { record, attempts }: Admission): DeviceStore => {
  const isRead = { record: false, attempts: false }
  const isFirst = (what: keyof typeof isRead): boolean => {
    const was = isRead[what]
    isRead[what] = true
    return !was
  }
  return {
    read: async (serialNumber) => (isFirst('record') ? record : store.read(serialNumber)),
    readAttempts: async (source) => (isFirst('attempts') ? attempts : store.readAttempts(source)),
    write: (write) => store.write(write),
    writeAttempts: (write) => store.writeAttempts(write),
    list: () => store.list(),
  }
}
