import { labelOf, parseResource, type Resource } from './resource.js'

/** Where the lines of ledgers outlive the program. */
export interface LedgerStore {
  append(prefix: string, line: string): Promise<void>
  /** The lines of a ledger; `undefined` where there is none of that prefix. */
  read(prefix: string): Promise<readonly string[] | undefined>
  remove(prefix: string): Promise<void>
}

/** What a run has made, or was about to make, written down before it is made: what dies in between leaves nothing unknown. */
export interface Ledger {
  readonly prefix: string
  readonly accountId: string
  readonly region: string
  readonly resources: readonly Resource[]
  note(resource: Resource): Promise<void>
}

interface LedgerHead {
  readonly prefix: string
  readonly accountId: string
  readonly region: string
}

const ledgerOf = (head: LedgerHead, noted: readonly Resource[], store: LedgerStore): Ledger => {
  const resources = new Map(noted.map((resource) => [labelOf(resource), resource]))
  return {
    ...head,
    get resources() {
      return [...resources.values()]
    },
    note: async (resource) => {
      if (resources.has(labelOf(resource))) return
      await store.append(head.prefix, JSON.stringify(resource))
      resources.set(labelOf(resource), resource)
    },
  }
}

export const openLedger = async (head: LedgerHead, store: LedgerStore): Promise<Ledger> => {
  await store.append(head.prefix, JSON.stringify({ accountId: head.accountId, region: head.region }))
  return ledgerOf(head, [], store)
}

/** The ledger that an earlier run has left; `undefined` where there is none of this account and region. */
export const reopenLedger = async (head: LedgerHead, store: LedgerStore): Promise<Ledger | undefined> => {
  const [first, ...lines] = (await store.read(head.prefix)) ?? []
  if (first !== JSON.stringify({ accountId: head.accountId, region: head.region })) return undefined
  return ledgerOf(
    head,
    lines.flatMap((line) => parseResource(line) ?? []),
    store,
  )
}
