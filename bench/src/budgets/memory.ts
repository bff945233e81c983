import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { atMost, type Result } from '../result.js'

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`

/** What a garbage-collected heap may differ by without having grown. */
const noise = 2 * 1024 * 1024

/** Heap growth while many different certificates are decided on, in a process of its own. */
export const measureMemory = (pem: string, certificates: number): Result => {
  const replay = join(import.meta.dirname, 'replay.js')
  const node = spawnSync(process.execPath, ['--expose-gc', replay, `${certificates}`], { input: pem, encoding: 'utf8' })
  if (node.status !== 0) throw new Error(`the replay failed: ${node.stderr}`)
  const growth = Number(node.stdout)
  return atMost(`heap growth, ${certificates.toLocaleString('en')} certificates decided on`, growth, noise, megabytes)
}
