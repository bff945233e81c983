import type { Flag, Flags } from './flag.js'

interface Described {
  readonly name: string
  readonly summary: string
  readonly flags: Flags
  readonly notes: string
}

const spelling = ([name, { short, value }]: [string, Flag]): string =>
  `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

/** What `--help` says. */
export const helpOf = ({ name, summary, flags, notes }: Described): string => {
  const entries = Object.entries(flags)
  const width = Math.max(...entries.map((entry) => spelling(entry).length))
  const lines = entries.map((entry) => `  ${spelling(entry).padEnd(width)}  ${entry[1].about}`)
  return [`npm run ca-tools -- ${name} [options]`, '', summary, '', ...lines, '', notes].join('\n')
}
