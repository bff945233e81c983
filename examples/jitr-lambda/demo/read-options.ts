import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** Ends the program with what is wrong with its options, and how it is used. */
export const endWithUsage = (message: string, usage: string): never => {
  console.error(`${message}\n\n${usage}`)
  process.exit(2)
}

/** Prints how a program is used, and ends it, if `--help` is asked for. */
export const answerHelp = (usage: string): void => {
  if (!process.argv.slice(2).includes('--help')) return
  console.log(usage)
  process.exit(0)
}

/** The options of a program; `--help` and an unknown one end it with its usage. */
export const readOptions = <const Given extends Options>(
  options: Given,
  usage: string,
): ReturnType<typeof parseArgs<{ options: Given }>>['values'] => {
  answerHelp(usage)
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return endWithUsage(error instanceof Error ? error.message : String(error), usage)
  }
}
