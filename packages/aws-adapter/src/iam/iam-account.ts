import { type Partition, type Plan, quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { isReference } from './reference.js'

/** Where a role works. Each part is literal, or a reference that the deployment resolves: `${AWS::Region}`. */
export interface IamAccount {
  readonly partition: Partition | `\${${string}}`
  /** For example `eu-central-1`. */
  readonly region: string
  /** Twelve digits. */
  readonly accountId: string
}

const partitions: readonly string[] = ['aws', 'aws-cn', 'aws-us-gov'] satisfies readonly Partition[]

/** What a part may be if it is no reference. */
const literals: readonly (readonly [keyof IamAccount, (value: string) => boolean, string])[] = [
  ['partition', (value) => partitions.includes(value), 'aws, aws-cn or aws-us-gov'],
  ['region', (value) => /^[a-z]{2,8}(-[a-z]{1,16}){1,3}-\d{1,2}$/.test(value), 'a region such as eu-central-1'],
  ['accountId', (value) => /^\d{12}$/.test(value), 'twelve digits'],
]

/**
 * Checks each part: a wildcard in its place would allow what is meant for one account in others.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkIamAccount = (
  { partition, region, accountId }: IamAccount,
  owner = 'requiredIamPolicy',
): IamAccount => {
  const account = { partition, region, accountId }
  for (const [field, isLiteral, wanted] of literals) {
    const value: unknown = account[field]
    if (typeof value === 'string' && (isLiteral(value) || isReference(value))) continue
    const shown = typeof value === 'string' ? value : undefined
    const malformed = `${quote(field)} of ${owner} is malformed${shown === undefined ? '' : `: ${quote(shown)}`}`
    throw new AdapterError('adapter-option', value === undefined ? `${owner} needs ${quote(field)}` : malformed, {
      field,
      value: shown,
      remedy: `give ${wanted}, or a reference such as \${AWS::Region} that your deployment resolves`,
    })
  }
  return account
}

/**
 * Refuses the account of a plan that was made for another one: no driver there would execute it.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkPlanAccount = (account: IamAccount, { account: planned }: Plan): void => {
  const wanted: IamAccount = { partition: planned.partition, region: planned.region, accountId: planned.id }
  for (const [field] of literals) {
    const value = account[field]
    if (isReference(value) || value === wanted[field]) continue
    throw new AdapterError('adapter-option', `the plan is for another ${quote(field)}`, {
      field,
      value,
      remedy: `give ${wanted[field]}, or plan for ${value}`,
    })
  }
}
