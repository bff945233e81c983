// Compares the mutants that survived Stryker's last run with `survivors.json`, which gives the reason of each. Fails on one that
// is not listed, and on one that is listed but no longer survives. Files that the run left out are left out here.
import { readFileSync } from 'node:fs'

/**
 * @typedef {{ line: number, column: number }} Position
 * @typedef {{ status: string, replacement?: string, location: { start: Position, end: Position } }} Mutant
 * @typedef {{ line: string, mutant: string }} Survivor
 * @typedef {Survivor & { reason: string }} ListedSurvivor
 */

/** @type {(path: string) => unknown} */
const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

const report = /** @type {{ files: Record<string, { source: string, mutants: Mutant[] }> }} */ (
  readJson('../.reports/mutation.json')
)
const list = /** @type {Record<string, ListedSurvivor[]>} */ (readJson('survivors.json'))

/**
 * A mutant by its text, which stays when lines above it come or go.
 *
 * @type {(source: string, mutant: Mutant) => Survivor}
 */
const describe = (source, { replacement = '', location: { start, end } }) => {
  const lines = source.split('\n')
  const [first = '', last = ''] = [lines[start.line - 1], lines[end.line - 1]]
  const mutated = first.slice(0, start.column - 1) + replacement + last.slice(end.column - 1)
  return { line: first.trim(), mutant: mutated.trim().replace(/\s*\n\s*/g, ' ') }
}

/** @type {(survivor: Survivor) => (other: Survivor) => boolean} */
const isSame = (survivor) => (other) => other.line === survivor.line && other.mutant === survivor.mutant

let problems = 0
/** @type {(file: string, problem: string, survivor: Survivor) => void} */
const complain = (file, problem, { line, mutant }) => {
  problems += 1
  process.stdout.write(`${file}: ${problem}\n${JSON.stringify({ line, mutant }, undefined, 2)}\n`)
}

let survived = 0
for (const [file, { source, mutants }] of Object.entries(report.files)) {
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map((mutant) => describe(source, mutant))
  const reasons = list[file] ?? []
  survived += survivors.length
  for (const survivor of survivors)
    if (!reasons.some(isSame(survivor))) complain(file, 'survived, not listed', survivor)
  for (const survivor of reasons) if (!survivors.some(isSame(survivor))) complain(file, 'listed, was killed', survivor)
}

process.stdout.write(`${survived} mutants survived; problems: ${problems}\n`)
process.exitCode = problems === 0 ? 0 : 1
