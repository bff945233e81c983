import { quote } from '@thingplan/core'
import type { Terminal } from '../dialogue/terminal.js'
import type { Command } from './command.js'
import { explainFailure } from './explain-failure.js'

/** The programs by their names. Each is loaded when it is wanted: making a device needs no AWS SDK. */
export type Programs = Readonly<Record<string, () => Promise<Command>>>

const overview = async (programs: Programs): Promise<string> => {
  const commands = await Promise.all(Object.values(programs).map((load) => load()))
  const lines = commands.map(({ name, summary }) => `  npm run ca-tools -- ${name.padEnd(13)}  ${summary}`)
  return [...lines, '', 'Each of them tells its options with --help.'].join('\n')
}

/** Runs the program that the first argument names, and returns the exit status. */
export const runProgram = async (
  programs: Programs,
  [name = '--help', ...args]: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  try {
    if (name === '--help' || name === '-h') {
      terminal.say(await overview(programs))
      return 0
    }
    const load = Object.hasOwn(programs, name) ? programs[name] : undefined
    if (load !== undefined) {
      await (await load()).run(args, terminal)
      return 0
    }
    terminal.complain(`there is no program ${quote(name)}\n${await overview(programs)}`)
  } catch (error) {
    terminal.complain(explainFailure(error, name))
  }
  return 1
}
