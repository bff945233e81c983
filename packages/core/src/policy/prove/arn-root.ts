import { compileGlobAutomaton } from '../automaton/glob-automaton.js'
import { anyRun } from '../evaluate/glob.js'
import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import type { EvaluableResource } from '../evaluate/resource.js'
import type { PolicyDevice } from './policy-device.js'

/** For what policies leave open, where every partition, region and account is as good. */
const example = { partition: 'aws', region: 'us-east-1', account: '123456789012' } as const

const literals = { partition: /^[a-z-]{1,32}$/, region: /^[a-z0-9-]{1,32}$/, account: /^\d{12}$/ } as const

type Part = keyof typeof literals

/** Parts of the ARNs of one resource that are written out. */
const partsOf = ({ text }: EvaluableResource): readonly (readonly [Part, string])[] => {
  const [arn, partition = '', service, region = '', account = ''] = text.split(':')
  if (arn !== 'arn' || service !== 'iot') return []
  return Object.entries({ partition, region, account }).filter((entry): entry is [Part, string] =>
    literals[entry[0] as Part].test(entry[1]),
  )
}

const otherService = /^arn:[^:*?$]*:(?!iot:)[^:*?$]*:/

/** Whether a resource may fit something that begins with a text. */
const reaches = ({ pattern }: EvaluableResource, beginning: string): boolean =>
  compileGlobAutomaton(
    pattern.map((part) => (typeof part === 'object' ? anyRun : part)),
    beginning,
  ).start !== 0n

/**
 * What the ARNs of a device's resources begin with: its account, else the one that policies name.
 *
 * @returns undefined where they name several, or a pattern of them that says which is meant no more than in part.
 */
export const arnRootOf = (
  device: Pick<PolicyDevice, 'account'>,
  { grants, denials }: PreparedPolicies,
): string | undefined => {
  const { account } = device
  if (account !== undefined) return `arn:${account.partition ?? 'aws'}:iot:${account.region}:${account.id}:`
  const resources = [...grants, ...denials].flatMap((statement) => statement.resources)
  const named = resources.flatMap(partsOf)
  const only = (part: Part): string => named.find(([name]) => name === part)?.[1] ?? example[part]
  const root = `arn:${only('partition')}:iot:${only('region')}:${only('account')}:`
  const isElsewhere = (resource: EvaluableResource): boolean =>
    !otherService.test(resource.text) && reaches(resource, 'arn:') && !reaches(resource, root)
  return resources.some(isElsewhere) ? undefined : root
}
