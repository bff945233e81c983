import { expect, it } from 'vitest'
import { factsFixture } from '../testing/facts-fixture.js'
import { checkFacts } from './check-facts.js'
import type { Facts } from './facts.js'

const facts = factsFixture({ event: {}, answers: { verifiers: {} } })
const { account, description: described } = facts

it('takes facts that are facts', () => {
  expect(() => checkFacts(facts)).not.toThrow()
  expect(() => checkFacts(factsFixture({ description: null }))).not.toThrow()
})

it.each<[title: string, malformed: unknown, field: string]>([
  ['nothing', undefined, 'facts'],
  ['a list', [], 'facts'],
  ['a misspelt fact', { ...facts, answer: {} }, 'answer'],
  ['no certificate', { ...facts, certificate: undefined }, 'certificate'],
  ['a certificate as PEM', { ...facts, certificate: facts.certificate.pem }, 'certificate'],
  ['an object that is no certificate', { ...facts, certificate: { id: 'x', subject: {} } }, 'certificate'],
  ['no moment', { ...facts, now: undefined }, 'now'],
  ['a moment as a number', { ...facts, now: 1 }, 'now'],
  ['an invalid date', { ...facts, now: new Date(Number.NaN) }, 'now'],
  ['no account', { ...facts, account: undefined }, 'account'],
  ['an account id of eleven digits', { ...facts, account: { ...account, id: '12345678901' } }, 'account.id'],
  ['an account id with a line feed', { ...facts, account: { ...account, id: '123456789012\n' } }, 'account.id'],
  ['an account id as a number', { ...facts, account: { ...account, id: 123456789012 } }, 'account.id'],
  ['an empty region', { ...facts, account: { ...account, region: '' } }, 'account.region'],
  ['a region with a colon', { ...facts, account: { ...account, region: 'eu:1' } }, 'account.region'],
  ['a partition that does not exist', { ...facts, account: { ...account, partition: 'azure' } }, 'account.partition'],
  ['a description that is null', { ...facts, description: null }, 'description'],
  [
    'a description without an id',
    { ...facts, description: { status: 'ACTIVE', certificateArn: '' } },
    'description.certificateId',
  ],
  [
    'a subject that only tells values',
    { ...facts, certificate: { id: 'x', subject: { getAll: () => [] } } },
    'certificate',
  ],
  ['an owning account that is null', { ...facts, description: { ...described, ownedBy: null } }, 'description.ownedBy'],
  ['an owning account as a number', { ...facts, description: { ...described, ownedBy: 1 } }, 'description.ownedBy'],
  ['a CA as a number', { ...facts, description: { ...described, caCertificateId: 1 } }, 'description.caCertificateId'],
  [
    'a description without a PEM',
    { ...facts, description: { ...described, certificatePem: undefined } },
    'description.certificatePem',
  ],
  [
    'an owner that cannot become text',
    { ...facts, answers: { thingOwner: { thingName: 'x', certificateId: Object.create(null) } } },
    'answers.thingOwner.certificateId',
  ],
  [
    'an event without an account',
    { ...facts, event: { certificateId: '', caCertificateId: '' } },
    'event.awsAccountId',
  ],
  ['answers that are a list', { ...facts, answers: [] }, 'answers'],
  ['an owner without a thing', { ...facts, answers: { thingOwner: {} } }, 'answers.thingOwner.thingName'],
])('refuses %s', (_, malformed, field) => {
  expect(() => checkFacts(malformed as Facts)).toThrow(expect.objectContaining({ code: 'facts-malformed', field }))
})
