export interface Arguments {
  readonly help: boolean
  readonly mutants: boolean
  readonly minutes: number | undefined
  readonly schedules: number | undefined
  readonly flow: string | undefined
  readonly mutant: string | undefined
  readonly seed: number | undefined
  readonly script: string | undefined
}

const withValue = ['--minutes', '--schedules', '--flow', '--mutant', '--seed', '--script'] as const
const withoutValue = ['--help', '--mutants'] as const

type Named = (typeof withValue)[number]

const isNamed = (text: string): text is Named => withValue.some((name) => name === text)

const wholeNumber = /^\d{1,9}$/

const checks: Readonly<Record<Named, (value: string) => string | undefined>> = {
  '--minutes': (value) => (/^\d{1,4}(\.\d{1,3})?$/.test(value) ? undefined : 'is a number of minutes, such as 10'),
  '--schedules': (value) => (wholeNumber.test(value) ? undefined : 'is how many random schedules to run for each flow'),
  '--seed': (value) => (wholeNumber.test(value) ? undefined : 'is a whole number of at most nine digits'),
  '--flow': () => undefined,
  '--mutant': () => undefined,
  '--script': () => undefined,
}

/** What was asked for, or what is wrong with it in a sentence. */
export const parseArguments = (
  given: readonly string[],
  flows: readonly string[],
  mutants: readonly string[],
): Arguments | { readonly wrong: string } => {
  const values = new Map<Named, string>()
  const flags = new Set<string>()
  const rest = given.flatMap((text) => {
    const [, name, value] = /^(--[a-z]+)=(.*)$/s.exec(text) ?? []
    return name === undefined || value === undefined ? [text] : [name, value]
  })
  for (let index = 0; index < rest.length; index += 1) {
    const name = rest[index] ?? ''
    if (withoutValue.some((flag) => flag === name)) {
      flags.add(name)
      continue
    }
    if (!isNamed(name)) {
      return { wrong: `there is no option ${name}; there are ${[...withValue, ...withoutValue].join(', ')}` }
    }
    index += 1
    const value = rest[index]
    if (value === undefined) return { wrong: `${name} needs a value` }
    const wrong = checks[name](value)
    if (wrong !== undefined) return { wrong: `${name} ${wrong}, not ${value}` }
    values.set(name, value)
  }
  const flow = values.get('--flow')
  if (flow !== undefined && !flows.includes(flow)) {
    return { wrong: `there is no flow ${flow}; there are ${flows.join(', ')}` }
  }
  const mutant = values.get('--mutant')
  if (mutant !== undefined && !mutants.includes(mutant)) {
    return { wrong: `there is no mutant ${mutant}; there are ${mutants.join(', ')}` }
  }
  if (mutant !== undefined && flow !== undefined) return { wrong: '--mutant has a flow of its own, without --flow' }
  const script = values.get('--script')
  if (script !== undefined && ((flow ?? mutant) === undefined || !values.has('--seed'))) {
    return { wrong: '--script goes with --seed, and --flow or --mutant' }
  }
  const numberOf = (name: Named): number | undefined => {
    const value = values.get(name)
    return value === undefined ? undefined : Number(value)
  }
  return {
    help: flags.has('--help'),
    mutants: flags.has('--mutants'),
    minutes: numberOf('--minutes'),
    schedules: numberOf('--schedules'),
    flow,
    mutant,
    seed: numberOf('--seed'),
    script,
  }
}
