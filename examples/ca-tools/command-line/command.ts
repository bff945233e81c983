import type { Terminal } from '../dialogue/terminal.js'
import type { Flags, FlagValues } from './flag.js'
import { helpOf } from './help.js'
import { parseFlags } from './parse-flags.js'

/** A small program of this folder. */
export interface Command {
  readonly name: string
  readonly summary: string
  run(args: readonly string[], terminal: Terminal): Promise<void>
}

export interface CommandDefinition<Known extends Flags> {
  readonly name: string
  readonly summary: string
  readonly flags: Known
  /** A line or two that stand below the options in the help. */
  readonly notes: string
  run(values: FlagValues<Known>, terminal: Terminal): Promise<void>
}

/** A program that answers `--help` by itself. */
export const defineCommand = <const Known extends Flags>(definition: CommandDefinition<Known>): Command => {
  const { name, summary, flags } = definition
  return {
    name,
    summary,
    run: async (args, terminal) => {
      if (args.includes('--help') || args.includes('-h')) return terminal.say(helpOf(definition))
      return definition.run(parseFlags(name, flags, args), terminal)
    },
  }
}
