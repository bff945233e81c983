import { parseArgs } from 'node:util'
import { quote, unknownOption } from '@thingplan/core'
import { type ScenarioName, scenarioNames } from '../scenario/scenario.js'

export interface Arguments {
  readonly help: boolean
  readonly scenarios: readonly ScenarioName[]
  readonly devices: number
  readonly seed: number
  readonly isPaced: boolean
  readonly out: string | undefined
}

/** What is wrong with what was asked for, in one line. */
export interface Misuse {
  readonly wrong: string
}

const options = {
  scenario: { type: 'string' },
  devices: { type: 'string' },
  seed: { type: 'string' },
  'without-pacing': { type: 'boolean' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const

type Name = keyof typeof options

const isName = (name: string): name is Name => Object.hasOwn(options, name)

const unknown = (name: string): Misuse => {
  const { details } = unknownOption('simulate', { [name]: true }, Object.keys(options)) ?? {}
  return {
    wrong: `there is no option ${quote(`--${name}`)}${details?.remedy === undefined ? '' : `: ${details.remedy}`}`,
  }
}

/** The values by name, or what is wrong with the first that is. */
const readValues = (given: readonly string[]): ReadonlyMap<Name, string> | Misuse => {
  const { tokens } = parseArgs({ args: [...given], options, strict: false, tokens: true })
  const values = new Map<Name, string>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') return { wrong: `nobody knows what ${quote(token.value)} is` }
    if (!isName(token.name)) return unknown(token.name)
    const isFlag = options[token.name].type === 'boolean'
    if (isFlag !== (token.value === undefined)) {
      return { wrong: `${quote(`--${token.name}`)} ${isFlag ? 'takes no value' : 'needs a value'}` }
    }
    values.set(token.name, token.value ?? '')
  }
  return values
}

/** A whole number, or undefined. */
const wholeNumber = (value: string, least: number, most: number): number | undefined => {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

/** Two million: times in milliseconds then still fit into 32 bits. */
const mostDevices = 2_000_000

/** What was asked for, or what is wrong with it. */
export const parseArguments = (given: readonly string[]): Arguments | Misuse => {
  const values = readValues(given)
  if ('wrong' in values) return values
  const devices = wholeNumber(values.get('devices') ?? '1000000', 100, mostDevices)
  if (devices === undefined) return { wrong: `\`--devices\` is a whole number from 100 to ${mostDevices}` }
  const seed = wholeNumber(values.get('seed') ?? '1', 0, 999_999_999)
  if (seed === undefined) return { wrong: '`--seed` is a whole number of at most nine digits' }
  const scenario = values.get('scenario')
  const scenarios = scenarioNames.filter((name) => scenario === undefined || scenario === name)
  if (scenarios.length === 0)
    return { wrong: `there is no scenario ${quote(scenario ?? '')}; there are ${scenarioNames.join(', ')}` }
  const out = values.get('out')
  if (out !== undefined && !out.endsWith('.svg')) return { wrong: '`--out` is the name of a file that ends with .svg' }
  return { help: values.has('help'), scenarios, devices, seed, isPaced: !values.has('without-pacing'), out }
}
