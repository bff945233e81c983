import { anyText, checkOptions, checkText, isText } from './check-options.js'
import type { Facts } from './facts.js'
import { mistake } from './mistake.js'

const code = 'facts-malformed'
const known: readonly (keyof Facts)[] = ['certificate', 'account', 'now', 'description', 'event', 'answers']

const checkTexts = (owner: string, fact: unknown, keys: readonly string[]): void => {
  const texts = checkOptions(owner, fact, undefined, code)
  for (const key of keys) checkText(`${owner}.${key}`, texts[key], anyText, code)
}

/**
 * Refuses facts that are none: the caller's mistakes, not the device's.
 *
 * @throws {RegistrationError} `facts-malformed`.
 */
export const checkFacts = (facts: Facts): void => {
  checkOptions('facts', facts, known, code)
  const { certificate, account, now, description, event, answers } = facts
  if (!isText(certificate?.id) || typeof certificate.subject?.getAll !== 'function') {
    throw mistake('certificate', 'what `readCertificate` returned', certificate, code)
  }
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) throw mistake('now', 'a valid date', now, code)
  checkTexts('account', account, [])
  const { id, region, partition = 'aws' } = account
  checkText('account.id', id, /^\d{12}$/, code)
  checkText('account.region', region, /^[a-z0-9-]+$/, code)
  checkText('account.partition', partition, /^aws(-cn|-us-gov)?$/, code)
  if (description !== undefined) checkTexts('description', description, ['certificateArn', 'certificateId', 'status'])
  if (event !== undefined) checkTexts('event', event, ['certificateId', 'caCertificateId', 'awsAccountId'])
  if (answers === undefined) return
  checkTexts('answers', answers, [])
  if (answers.thingOwner !== undefined) checkTexts('answers.thingOwner', answers.thingOwner, ['thingName'])
}
