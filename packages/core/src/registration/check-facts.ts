import { anyText, checkOptions, checkText, isRecord, isText } from './check-options.js'
import type { Facts } from './facts.js'
import { mistake } from './mistake.js'

const code = 'facts-malformed'
const known: readonly (keyof Facts)[] = [
  'certificate',
  'account',
  'now',
  'description',
  'event',
  'answers',
  'revocations',
]

const checkTexts = (owner: string, fact: unknown, keys: readonly string[], optional: readonly string[] = []): void => {
  const texts = checkOptions(owner, fact, undefined, code)
  for (const key of keys) checkText(`${owner}.${key}`, texts[key], anyText, code)
  for (const key of optional) if (texts[key] !== undefined) checkText(`${owner}.${key}`, texts[key], anyText, code)
}

const described = ['certificateArn', 'certificateId', 'status', 'certificatePem']

/** Whether a value is a name, so far as it is asked for anything. */
const isName = (name: unknown): boolean => {
  const { entries, get, getAll } = isRecord(name) ? name : {}
  return [entries, get, getAll].every((ask) => typeof ask === 'function')
}

/**
 * Refuses facts that are none: the caller's mistakes, not the device's.
 *
 * @throws {RegistrationError} `facts-malformed`.
 */
export const checkFacts = (facts: Facts): void => {
  checkOptions('facts', facts, known, code)
  const { certificate, account, now, description, event, answers } = facts
  if (!isText(certificate?.id) || !isName(certificate.subject)) {
    throw mistake('certificate', 'what `readCertificate` returned', certificate, code)
  }
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw mistake('now', 'a valid date', now, code)
  checkTexts('account', account, [])
  const { id, region, partition = 'aws' } = account
  checkText('account.id', id, /^\d{12}$/, code)
  checkText('account.region', region, /^[a-z0-9-]+$/, code)
  checkText('account.partition', partition, /^aws(-cn|-us-gov)?$/, code)
  if (description !== undefined) checkTexts('description', description, described, ['ownedBy', 'caCertificateId'])
  if (event !== undefined) checkTexts('event', event, ['certificateId', 'caCertificateId', 'awsAccountId'])
  if (answers === undefined) return
  checkTexts('answers', answers, [])
  if (answers.thingOwner === undefined) return
  checkTexts('answers.thingOwner', answers.thingOwner, ['thingName'], ['certificateId'])
}
