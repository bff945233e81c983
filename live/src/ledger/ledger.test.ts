import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileLedgerStore } from './file-ledger-store.js'
import { openLedger, reopenLedger } from './ledger.js'

const head = { prefix: 'thingplan-live-0a1b2c3d', accountId: '123456789012', region: 'eu-central-1' }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a ledger', () => {
  it('outlives the program, with everything that was noted once', async () => {
    const store = createFileLedgerStore(folder)
    const ledger = await openLedger(head, store)
    for (const name of ['one', 'two', 'one']) await ledger.note({ kind: 'thing', name })
    await ledger.note({ kind: 'certificate', id: 'ab'.repeat(32) })
    const reopened = await reopenLedger(head, createFileLedgerStore(folder))
    expect(reopened?.resources).toEqual([
      { kind: 'thing', name: 'one' },
      { kind: 'thing', name: 'two' },
      { kind: 'certificate', id: 'ab'.repeat(32) },
    ])
  })

  it('is not that of another account or region', async () => {
    const store = createFileLedgerStore(folder)
    await openLedger(head, store)
    expect(await reopenLedger({ ...head, accountId: '999999999999' }, store)).toBeUndefined()
    expect(await reopenLedger({ ...head, region: 'us-east-1' }, store)).toBeUndefined()
    expect(await reopenLedger({ ...head, prefix: 'thingplan-live-ffffffff' }, store)).toBeUndefined()
  })

  it('is read up to the line in which the program died', async () => {
    const store = createFileLedgerStore(folder)
    const ledger = await openLedger(head, store)
    await ledger.note({ kind: 'policy', name: 'one' })
    await store.append(head.prefix, '{"kind":"thing","na')
    expect((await reopenLedger(head, store))?.resources).toEqual([{ kind: 'policy', name: 'one' }])
  })

  it('is gone when it is removed', async () => {
    const store = createFileLedgerStore(folder)
    await openLedger(head, store)
    await store.remove(head.prefix)
    expect(await readdir(folder)).toEqual([])
  })
})
