import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import type { Facts } from './facts.js'
import { isRecord } from './known-options.js'
import { RegistrationError } from './registration-error.js'

const known: readonly (keyof Facts)[] = ['certificate', 'account', 'now', 'description', 'event', 'answers']
const partitions: readonly unknown[] = [undefined, 'aws', 'aws-cn', 'aws-us-gov']

const malformed = (field: string, expected: string, value: unknown): RegistrationError =>
  new RegistrationError('facts-malformed', `${quote(field)} must be ${expected}`, {
    field,
    value: typeof value === 'string' ? value : typeof value,
    remedy: `pass ${expected}`,
  })

const requireTexts = (owner: string, value: unknown, fields: readonly string[]): void => {
  if (!isRecord(value)) throw malformed(owner, 'an object', value)
  for (const field of fields) {
    if (typeof value[field] !== 'string') throw malformed(`${owner}.${field}`, 'text', value[field])
  }
}

const isCertificate = (value: unknown): boolean => {
  const { id, subject } = isRecord(value) ? value : {}
  const { getAll } = isRecord(subject) ? subject : {}
  return typeof id === 'string' && typeof getAll === 'function'
}

/**
 * Refuses facts that are none: the caller's mistakes, not the device's.
 *
 * @throws {RegistrationError} `facts-malformed`.
 */
export const checkFacts = (facts: Facts): void => {
  if (!isRecord(facts)) throw malformed('facts', 'an object', facts)
  const unknown = unknownOption('facts', facts, known)
  if (unknown !== undefined) throw new RegistrationError('facts-malformed', unknown.message, unknown.details)
  const { certificate, account, now, description, event, answers } = facts
  if (!isCertificate(certificate)) throw malformed('certificate', 'what `readCertificate` returned', certificate)
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw malformed('now', 'a valid date', now)
  requireTexts('account', account, ['id', 'region'])
  if (!/^\d{12}$/.test(account.id)) throw malformed('account.id', 'twelve digits', account.id)
  if (!/^[a-z0-9-]+$/.test(account.region)) throw malformed('account.region', 'the name of a region', account.region)
  if (!partitions.includes(account.partition)) {
    throw malformed('account.partition', '`aws`, `aws-cn` or `aws-us-gov`', account.partition)
  }
  if (description !== undefined) requireTexts('description', description, ['certificateArn', 'certificateId', 'status'])
  if (event !== undefined) requireTexts('event', event, ['certificateId', 'caCertificateId', 'awsAccountId'])
  if (answers !== undefined) requireTexts('answers', answers, [])
  if (answers?.thingOwner !== undefined) requireTexts('answers.thingOwner', answers.thingOwner, ['thingName'])
}
