import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { atMost, type Result } from '../result.js'

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`

/** What a garbage-collected heap may differ by without having grown. */
const noise = 2 * 1024 * 1024

/** By how much the heap of a program grows over many certificates, in a process of its own. */
const growthOf = (program: string, pem: string, certificates: number): number => {
  const path = join(import.meta.dirname, program)
  const node = spawnSync(process.execPath, ['--expose-gc', path, `${certificates}`], { input: pem, encoding: 'utf8' })
  if (node.status !== 0) throw new Error(`${program} failed: ${node.stderr}`)
  return Number(node.stdout)
}

/**
 * Heap growth while many different certificates are decided on, written for a bulk registration, or rotated; and while a tenth as many
 * are found stuck and run again, issued, or asked of a vending machine, which takes longer.
 */
export const measureMemory = (pem: string, certificates: number): Result[] =>
  (
    [
      ['decided on', 'replay.js', certificates],
      ['written to a bulk registration file', 'bulk-file.js', certificates],
      ['of devices whose rotation is begun', 'rotate-due.js', certificates],
      ['stuck in PENDING_ACTIVATION and run again', 'redrive-pending.js', certificates / 10],
      ['issued, broken off and gone on with', 'batch.js', certificates / 10],
      ['asked for again, 64 at once with bodies of 16 KB', 'vending-requests.js', certificates / 10],
    ] as const
  ).map(([what, program, number]) =>
    atMost(
      `heap growth, ${number.toLocaleString('en')} certificates ${what}`,
      growthOf(program, pem, number),
      noise,
      megabytes,
    ),
  )
