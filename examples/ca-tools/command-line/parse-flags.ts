import { parseArgs } from 'node:util'
import { quote, unknownOption } from '@thingplan/core'
import type { Flag, Flags, FlagValues } from './flag.js'
import { UsageError } from './usage-error.js'

const negation = '--no-'

/**
 * Reads what stands behind a program's name.
 *
 * @throws {UsageError} for a flag that does not exist, lacks its value or has one that it does not take, stands there twice, and for
 * anything that is no flag.
 */
export const parseFlags = <const Known extends Flags>(
  program: string,
  flags: Known,
  args: readonly string[],
): FlagValues<Known> => {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { short, value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ]),
  )
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowNegative: true, tokens: true })
  const values = new Map<string, string | boolean>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      throw new UsageError(`${program} does not know what ${quote(token.value)} is`, 'every option begins with `--`')
    }
    const { flag, name } = lookUp(program, flags, token.name, token.rawName)
    if (values.has(name)) throw new UsageError(`\`--${name}\` stands there twice`)
    values.set(name, flag.value === undefined ? yesOrNo(token.rawName, token.value) : text(token.rawName, token.value))
  }
  return Object.fromEntries(values) as FlagValues<Known>
}

interface Found {
  readonly name: string
  readonly flag: Flag
}

const lookUp = (program: string, flags: Flags, name: string, rawName: string): Found => {
  const isNegated = rawName.startsWith(negation)
  const positive = isNegated ? rawName.slice(negation.length) : name
  const flag = Object.hasOwn(flags, positive) ? flags[positive] : undefined
  if (flag !== undefined && !(isNegated && flag.value !== undefined)) return { name: positive, flag }
  const unknown = unknownOption(program, { [name]: true }, Object.keys(flags))
  throw new UsageError(`${program} has no option ${quote(rawName)}`, unknown?.details.remedy)
}

const yesOrNo = (rawName: string, value: string | undefined): boolean => {
  if (value !== undefined)
    throw new UsageError(`\`${rawName}\` takes no value`, 'for no, write `--no-` before its name')
  return !rawName.startsWith(negation)
}

const text = (rawName: string, value: string | undefined): string => {
  if (value === undefined || value === '') throw new UsageError(`\`${rawName}\` needs a value`)
  // `--name --force` is a value that was forgotten (and `--name=--force` is one that was meant).
  if (value.startsWith('-'))
    throw new UsageError(`\`${rawName}\` needs a value, and ${quote(value)} looks like an option`)
  return value
}
