import type { PreparedPolicies } from '../evaluate/prepare-policies.js'
import type { EvaluableResource } from '../evaluate/resource.js'
import type { PolicyDevice } from './policy-device.js'

/** For what policies leave open, where every partition, region and account is as good. */
const example = { partition: 'aws', region: 'us-east-1', account: '123456789012' } as const

const literals = { partition: /^[a-z-]{1,32}$/, region: /^[a-z0-9-]{1,32}$/, account: /^\d{12}$/ } as const

type Part = keyof typeof literals

/** What stands between the colons of a resource; a variable is `${}`, whatever it is named. */
const componentsOf = ({ text }: EvaluableResource): readonly string[] => text.replace(/\$\{[^}]*\}/g, '${}').split(':')

/** Parts of the ARNs of one resource that are written out. */
const partsOf = (resource: EvaluableResource): readonly (readonly [Part, string])[] => {
  const [arn, partition = '', service, region = '', account = ''] = componentsOf(resource)
  if (arn !== 'arn' || service !== 'iot') return []
  return Object.entries({ partition, region, account }).filter((entry): entry is [Part, string] =>
    literals[entry[0] as Part].test(entry[1]),
  )
}

const isOpen = (component: string): boolean => /^(?:\*+|\$\{\})$/.test(component)
const isLiteral = (component: string): boolean => !/[*?$]/.test(component)

/** Whether a resource may fit ARNs, but not all that begin with a text: what it says of account and region is another, or a part. */
const isElsewhere = (resource: EvaluableResource, root: string): boolean => {
  const [arn = '', ...rest] = componentsOf(resource)
  const [beginning = ''] = /^[^*?$]*/.exec(arn) ?? []
  // A wildcard that may reach over the colons leaves open what those behind it are.
  if (!isLiteral(arn)) return 'arn'.startsWith(beginning) && rest.length > 0
  const [partition = '', service = ''] = rest
  if (arn !== 'arn' || (isLiteral(partition) && isLiteral(service) && service !== 'iot')) return false
  const [, ...wanted] = root.split(':')
  const path = rest.findIndex((component) => component.includes('/'))
  const front = rest.slice(0, path === -1 ? wanted.length - 1 : Math.min(path, wanted.length - 1))
  return front.some((component, index) => !isOpen(component) && component !== wanted[index])
}

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
  return resources.some((resource) => isElsewhere(resource, root)) ? undefined : root
}
