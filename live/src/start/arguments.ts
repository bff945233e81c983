import { parseArgs } from 'node:util'
import { quote, unknownOption } from '@thingplan/core'
import type { Check } from '../check/check.js'

/** What the person wants. */
export type LiveRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly checks: readonly Check[] }
  | ({ readonly kind: 'dry-run'; readonly checks: readonly Check[]; readonly roleArn: string | undefined } & Account)
  | ({
      readonly kind: 'run'
      readonly checks: readonly Check[]
      readonly roleArn: string | undefined
      readonly reportFile: string | undefined
    } & Account)
  | ({ readonly kind: 'clean-up'; readonly prefix: string } & Account)

export interface Account {
  readonly accountId: string
  readonly region: string
}

/** Why nothing is started. The message is for a person. */
export class RefusedToStart extends Error {
  override readonly name = 'RefusedToStart'
}

/** What `--help` tells of. */
export const options = {
  account: { type: 'string' },
  region: { type: 'string' },
  only: { type: 'string' },
  role: { type: 'string' },
  report: { type: 'string' },
  'clean-up': { type: 'string' },
  list: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new RefusedToStart(error instanceof Error ? error.message : 'the arguments cannot be read')
  }
}

const choose = (only: string | undefined, checks: readonly Check[]): readonly Check[] => {
  if (only === undefined) return checks
  const wanted = only.split(',').map((id) => id.trim().toUpperCase())
  const ids = checks.map(({ id }) => id)
  for (const id of wanted) {
    if (ids.includes(id)) continue
    const { remedy } = unknownOption('--only', { [id]: true }, ids)?.details ?? {}
    throw new RefusedToStart(
      `there is no check ${quote(id)}${remedy === undefined ? '' : `: ${remedy}`}; --list shows them all`,
    )
  }
  return checks.filter(({ id }) => wanted.includes(id))
}

const required = (value: string | undefined, name: string, pattern: RegExp, wanted: string): string => {
  if (value !== undefined && pattern.test(value)) return value
  const problem = value === undefined ? 'is missing' : `cannot be ${quote(value)}`
  throw new RefusedToStart(`--${name} ${problem}: give ${wanted}`)
}

/**
 * Reads the command line. Nothing is assumed: neither the account nor the region comes from the environment.
 *
 * @throws {RefusedToStart}
 */
export const parseArguments = (args: readonly string[], checks: readonly Check[]): LiveRequest => {
  const values = read(args)
  if (values.help === true) return { kind: 'help' }
  const chosen = choose(values.only, checks)
  if (values.list === true) return { kind: 'list', checks: chosen }
  const account = {
    accountId: required(
      values.account,
      'account',
      /^\d{12}$/,
      'the twelve digits of the account that the checks may use',
    ),
    region: required(values.region, 'region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region, such as eu-central-1'),
  }
  const cleanUp = values['clean-up']
  if (cleanUp !== undefined) {
    const prefix = required(cleanUp, 'clean-up', /^thingplan-live-[0-9a-f]{8}$/, 'the prefix that the run has printed')
    return { kind: 'clean-up', prefix, ...account }
  }
  const role = values.role
  const wantedRole = 'the ARN of a role that AWS IoT may assume'
  const roleArn =
    role === undefined
      ? undefined
      : required(role, 'role', /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, wantedRole)
  if (values['dry-run'] === true) return { kind: 'dry-run', checks: chosen, roleArn, ...account }
  return { kind: 'run', checks: chosen, roleArn, reportFile: values.report, ...account }
}

/**
 * Refuses to run where nobody watches.
 *
 * @throws {RefusedToStart}
 */
export const refuseInCi = (environment: Readonly<Record<string, string | undefined>>): void => {
  const ci = environment['CI']
  if (ci === undefined || ci === '' || ci === 'false') return
  throw new RefusedToStart('CI is set: the checks change a real account, and are started by a person')
}
