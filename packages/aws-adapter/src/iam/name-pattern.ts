import { quote, type Template } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import type { IamAccount } from './iam-account.js'

/** A name in a plan, or the template of one in a registration. */
export type Name = string | Template

/** What names of AWS IoT and ids of certificates consist of. None of it means anything to IAM, as `*`, `?` and `${` do. */
const legalName = /^[\w:+=,.@-]{1,128}$/

/**
 * A name as it is.
 *
 * @throws {AdapterError} `plan-name`
 */
export const exactName = (name: string, field: string): string => {
  if (legalName.test(name)) return name
  throw new AdapterError('plan-name', `${quote(field)} ${quote(name)} is no name that AWS IoT takes`, {
    field,
    value: name,
    remedy: 'take the plan as `decide` or `parsePlan` returns it; IAM would read the name as a pattern',
  })
}

const accountTag = /<%\s*=\s*(account\.id|account\.partition|account\.region|certificate\.awsAccountId)\s*%>/g

/**
 * The names that a template can give in an account, as IAM matches them: what comes before the first value of the certificate and
 * behind the last one, and `*` for what is between. Without any, it is the one name.
 *
 * The author's own words hold nothing that IAM reads otherwise: the template would not have compiled.
 */
const patternOf = ({ source }: Template, { partition, region, accountId }: IamAccount): string => {
  const values = new Map<string, string>([
    ['account.id', accountId],
    ['account.partition', partition],
    ['account.region', region],
    ['certificate.awsAccountId', accountId],
  ])
  const text = source.replace(accountTag, (tag, path: string) => values.get(path) ?? tag)
  const first = text.indexOf('<%')
  return first === -1 ? text : `${text.slice(0, first)}*${text.slice(text.lastIndexOf('%>') + '%>'.length)}`
}

/**
 * A name as it stands in the resource of an IAM statement.
 *
 * @throws {AdapterError} `plan-name`
 */
export const namePattern = (name: Name, field: string, account: IamAccount): string =>
  typeof name === 'string' ? exactName(name, field) : patternOf(name, account)
