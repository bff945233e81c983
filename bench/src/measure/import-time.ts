import { spawnSync } from 'node:child_process'
import { median } from './interleave.js'

const importOnce = (specifier: string): number => {
  const program = `const start = performance.now(); await import('${specifier}'); console.log(performance.now() - start)`
  const node = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  if (node.status !== 0) throw new Error(`${specifier} cannot be imported: ${node.stderr}`)
  return Number(node.stdout)
}

export interface ImportTimes {
  /** Medians, in milliseconds. */
  readonly ours: number
  readonly theirs: number
  /** Median of the rounds' own shares. */
  readonly share: number
}

/** Imports both in fresh processes, in turns. */
export const compareImports = (ours: string, theirs: string, rounds: number): ImportTimes => {
  const pairs = Array.from({ length: rounds }, () => ({ ours: importOnce(ours), theirs: importOnce(theirs) }))
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    share: median(pairs.map((pair) => pair.ours / pair.theirs)),
  }
}
