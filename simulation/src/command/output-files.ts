import { accessSync, constants, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { quote } from '@thingplan/core'

/** Where the graph goes, and the results beside it. */
export interface OutputFiles {
  readonly graph: string
  readonly results: string
}

/** npm runs the command in its workspace; a path is meant from where npm was called. */
export const filesFor = (out: string): OutputFiles => {
  const graph = resolve(process.env['INIT_CWD'] ?? '.', out)
  return { graph, results: graph.replace(/svg$/, 'jsonl') }
}

const isAllowed = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Why the files cannot be written, in one line; found out before a run that takes minutes, and without making a file. */
export const whyNotWritten = ({ graph, results }: OutputFiles): string | undefined => {
  const directory = dirname(graph)
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return `\`--out\` cannot be written: there is no directory ${quote(directory)}`
  }
  for (const file of [graph, results]) {
    const there = statSync(file, { throwIfNoEntry: false })
    if (there?.isDirectory() === true) return `\`--out\` cannot be written: ${quote(file)} is a directory`
    if (!isAllowed(there === undefined ? directory : file)) {
      return `\`--out\` cannot be written: ${quote(file)} may not be`
    }
  }
  return undefined
}
