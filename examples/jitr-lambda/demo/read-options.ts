import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** Ends the program with what is wrong with its options, and how it is used. */
export const endWithUsage = (message: string, usage: string): never => {
  console.error(`${message}\n\n${usage}`)
  process.exit(2)
}

/** The options of a program; an unknown one ends it with its usage. */
export const readOptions = <const Given extends Options>(
  options: Given,
  usage: string,
): ReturnType<typeof parseArgs<{ options: Given }>>['values'] => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return endWithUsage(error instanceof Error ? error.message : String(error), usage)
  }
}
