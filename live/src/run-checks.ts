import type { IoTClient } from '@aws-sdk/client-iot'
import { Bench } from './bench/bench.js'
import type { Devices } from './bench/devices.js'
import type { Factory } from './bench/factory.js'
import type { Check } from './check/check.js'
import { errorNameOf } from './check/error-name.js'
import { cleanUp, type Leftover } from './ledger/clean-up.js'
import type { Ledger, LedgerStore } from './ledger/ledger.js'
import type { Sleep } from './ledger/patience.js'
import type { CheckResult } from './report/report.js'
import { whyNotThisAccount } from './start/why-not-this-account.js'

/** What a run works with: real ones, or those of a test. */
export interface LiveTools {
  readonly client: IoTClient
  readonly devices: Devices
  readonly factory: Factory
  readonly store: LedgerStore
  readonly sleep: Sleep
  /** How long to wait for what may never come, in milliseconds. */
  readonly patienceMs: number
  readonly signal: AbortSignal
  readonly onResult: (result: CheckResult) => void
}

export interface RunResult {
  /** Why no check was made. */
  readonly refusal?: string
  readonly results: readonly CheckResult[]
  readonly leftovers: readonly Leftover[]
}

const interrupted = 'the run was interrupted'

const observe = async (
  check: Check,
  ledger: Ledger,
  roleArn: string | undefined,
  tools: LiveTools,
): Promise<CheckResult> => {
  const { id, page, fact, reading } = check
  const about = { id, page, fact, reading }
  if (tools.signal.aborted) return { ...about, verdict: 'skipped', observed: interrupted }
  if (check.needsRole && roleArn === undefined) {
    return { ...about, verdict: 'skipped', observed: 'no role was given: --role' }
  }
  const pause = async (ms: number): Promise<void> => {
    if (tools.signal.aborted) throw new Error(interrupted)
    if (ms > 0) await tools.sleep(ms)
  }
  try {
    const { observed, asRead } = await check.observe(new Bench({ ...tools, ledger, roleArn, pause }, id))
    return { ...about, verdict: asRead ? 'as-read' : 'differs', observed }
  } catch (error) {
    if (tools.signal.aborted) return { ...about, verdict: 'skipped', observed: interrupted }
    const name = errorNameOf(error)
    const said = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : ''
    return { ...about, verdict: 'failed', observed: `${name}: ${said}` }
  }
}

/**
 * Makes the checks one after the other, and takes away what they have made, whatever has happened. Makes none where the credentials are not
 * of the account that was named, or nobody can say.
 */
export const runChecks = async (
  checks: readonly Check[],
  ledger: Ledger,
  roleArn: string | undefined,
  tools: LiveTools,
): Promise<RunResult> => {
  const results: CheckResult[] = []
  const refusal = await whyNotThisAccount(tools.client, ledger)
  for (const check of refusal === undefined ? checks : []) {
    const result = await observe(check, ledger, roleArn, tools)
    results.push(result)
    tools.onResult(result)
  }
  const leftovers = await cleanUp(tools.client, ledger, tools)
  return { results, leftovers, ...(refusal === undefined ? {} : { refusal: `${refusal}; no check was made` }) }
}
