/**
 * `npm run bench`: every budget of the design in one table, each peer measured in the same run.
 *
 * `--quick` measures for a shorter time and replays fewer certificates; `--json <file>` also writes the results.
 */
// First: @peculiar/x509 needs this polyfill to be there when it is loaded.
import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { measureCalls } from './budgets/calls.js'
import { measureImportTime } from './budgets/import-time.js'
import { measureIssue } from './budgets/issue.js'
import { measureMemory } from './budgets/memory.js'
import { measurePolicy } from './budgets/policy.js'
import { measureProvisioning } from './budgets/provisioning.js'
import { measureRefusal } from './budgets/refusal.js'
import { measureRotation } from './budgets/rotation.js'
import { measureSize } from './budgets/size.js'
import { measureSpeed } from './budgets/speed.js'
import { measureVending } from './budgets/vending.js'
import { createDeviceCertificate } from './device-certificate.js'
import { formatResults } from './result.js'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } })
const { quick, json } = values

/** What is going on, for somebody who watches. */
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}

const rounds = quick ? 7 : 25
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`

const pem = await createDeviceCertificate()
const interleaved = {
  rounds,
  warmUpMs: quick ? 500 : 1500,
  sliceMs: quick ? 15 : 40,
  onRound: (round: number) => progress(`speed: round ${round + 1} of ${rounds}`),
}
const speed = measureSpeed(pem, interleaved)
const policy = measurePolicy(interleaved)
const provisioning = measureProvisioning(pem, interleaved)
const rotation = measureRotation(interleaved)
const issue = await measureIssue(rounds)
progress('bundle size')
const size = await measureSize()
progress('import time')
const importTime = measureImportTime(quick ? 5 : 15)
progress('calls')
const calls = await measureCalls()
progress('vending')
const vending = await measureVending(quick ? 1 : 5)
const refusal = await measureRefusal(quick ? 500 : 2_000)
progress('memory')
const memory = measureMemory(pem, quick ? 100_000 : 1_000_000)
progress('')

const results = [
  ...speed,
  ...policy,
  ...provisioning,
  ...rotation,
  ...issue,
  ...size,
  ...importTime,
  ...calls,
  ...vending,
  refusal,
  ...memory,
]
const date = new Date().toISOString().slice(0, 10)
console.log(`${machine}, ${date}; ratios are medians over ${rounds} interleaved rounds\n\n${formatResults(results)}`)
const missed = results.filter(({ met }) => met === false).length
console.log(`\n${missed === 0 ? 'every budget is met' : `budgets missed: ${missed}`}`)
if (json !== undefined) writeFileSync(json, `${JSON.stringify({ date, machine, results }, undefined, 2)}\n`)
