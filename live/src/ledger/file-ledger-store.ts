import { appendFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerStore } from './ledger.js'

/** A file for each ledger. It names things, policies and ids of certificates, and never holds a key. */
export const createFileLedgerStore = (folder: string): LedgerStore => {
  const fileOf = (prefix: string): string => join(folder, `${prefix}.jsonl`)
  return {
    append: async (prefix, line) => {
      await mkdir(folder, { recursive: true })
      await appendFile(fileOf(prefix), `${line}\n`, { mode: 0o600 })
    },
    read: async (prefix) => {
      try {
        return (await readFile(fileOf(prefix), 'utf8')).split('\n').filter((line) => line !== '')
      } catch {
        return undefined
      }
    },
    remove: (prefix) => rm(fileOf(prefix), { force: true }),
  }
}
