import { describe, expect, it } from 'vitest'
import { resolveAccount } from '../plan/resolve-account.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { type FactsFixtureOptions, factsFixture, fixtureCaCertificateId } from '../testing/facts-fixture.js'
import { judgeFacts } from './judge-facts.js'

const judge = (options: FactsFixtureOptions) => {
  const facts = factsFixture(options)
  return judgeFacts(facts, resolveAccount(facts.account))
}
const { certificate } = factsFixture()
const arn = `arn:aws:iot:eu-central-1:123456789012:cert/${certificate.id}`
const foreignId = 'ab'.repeat(32)

describe('facts that agree', () => {
  it.each<[title: string, options: FactsFixtureOptions, codes: readonly string[]]>([
    ['the certificate alone', { description: null }, []],
    ['with a description', {}, ['status-pending']],
    ['with an event', { description: null, event: {} }, []],
    ['with both', { event: {} }, ['status-pending']],
    ['an id in upper case', { description: { certificateId: certificate.id.toUpperCase() } }, ['status-pending']],
    ['an id with a prefix', { description: { certificateId: `0x${certificate.id}` } }, ['status-pending']],
    [
      'a PEM with other line ends, and text around it',
      { description: { certificatePem: `\r\n${certificate.pem.replaceAll('\n', '\r\n')}\r\n` } },
      ['status-pending'],
    ],
    ['a PEM with a comment', { description: { certificatePem: `subject=x\n${certificate.pem}` } }, ['status-pending']],
    ['an owner that nobody named', { description: { ownedBy: undefined } }, ['status-pending']],
    ['China', { account: { id: '123456789012', region: 'cn-north-1' } }, ['status-pending']],
    [
      'an event about no CA, as the description',
      { description: { caCertificateId: undefined }, event: {} },
      ['status-pending', 'event-mismatch'],
    ],
  ])('%s', (_, options, codes) => {
    expect(judge(options).map(({ code }) => code)).toEqual(codes)
  })
})

describe('facts that disagree', () => {
  it.each<[title: string, options: FactsFixtureOptions, code: string, field: string]>([
    [
      'the PEM of another certificate',
      { description: { certificatePem: certificateFixture({ subject: { CN: 'device-2' } }).pem } },
      'certificate-id-mismatch',
      'description.certificatePem',
    ],
    [
      'a PEM that is none',
      { description: { certificatePem: 'garbage' } },
      'certificate-id-mismatch',
      'description.certificatePem',
    ],
    ['an empty PEM', { description: { certificatePem: '' } }, 'certificate-id-mismatch', 'description.certificatePem'],
    [
      'the id of another certificate',
      { description: { certificateId: foreignId } },
      'certificate-id-mismatch',
      'description.certificateId',
    ],
    [
      'the ARN of another certificate',
      { description: { certificateArn: arn.replace(certificate.id, foreignId) } },
      'certificate-id-mismatch',
      'description.certificateArn',
    ],
    [
      'an ARN of another account',
      { description: { certificateArn: arn.replace('123456789012', '999999999999') } },
      'account-mismatch',
      'description.certificateArn',
    ],
    [
      'an ARN of another region',
      { description: { certificateArn: arn.replace('eu-central-1', 'eu-west-1') } },
      'account-mismatch',
      'description.certificateArn',
    ],
    [
      'an ARN of another partition',
      { description: { certificateArn: arn.replace('aws', 'aws-cn') } },
      'account-mismatch',
      'description.certificateArn',
    ],
    ['an ARN that is none', { description: { certificateArn: '' } }, 'account-mismatch', 'description.certificateArn'],
    ['another owner', { description: { ownedBy: '999999999999' } }, 'account-mismatch', 'description.ownedBy'],
    [
      'an event about another certificate',
      { event: { certificateId: foreignId } },
      'event-mismatch',
      'event.certificateId',
    ],
    ['an event without a certificate', { event: { certificateId: '' } }, 'event-mismatch', 'event.certificateId'],
    ['an event about another CA', { event: { caCertificateId: foreignId } }, 'event-mismatch', 'event.caCertificateId'],
    [
      'an event of another account',
      { event: { awsAccountId: '999999999999' } },
      'event-mismatch',
      'event.awsAccountId',
    ],
  ])('%s', (_, options, code, field) => {
    expect(judge(options).filter(({ ok }) => !ok)).toMatchObject([{ rule: 'facts', code, evidence: { field } }])
  })

  it('are all reported', () => {
    const findings = judge({ description: { ownedBy: '1', status: 'REVOKED' }, event: { awsAccountId: '2' } })
    expect(findings.map(({ code }) => code)).toEqual(['account-mismatch', 'status-not-pending', 'event-mismatch'])
  })

  it('says both values', () => {
    expect(judge({ event: { caCertificateId: 'x' } }).at(-1)).toMatchObject({
      message: `\`event.caCertificateId\` is \`x\`, not \`${fixtureCaCertificateId}\``,
      evidence: { value: 'x', expected: fixtureCaCertificateId },
    })
  })
})

it.each([
  ['PENDING_ACTIVATION', 'status-pending'],
  ['ACTIVE', 'already-active'],
  ['INACTIVE', 'status-not-pending'],
  ['REVOKED', 'status-not-pending'],
  ['PENDING_TRANSFER', 'status-not-pending'],
  ['REGISTER_INACTIVE', 'status-not-pending'],
] as const)('AWS IoT Developer Guide, "Certificate states": %s', (status, code) => {
  expect(judge({ description: { status } })).toMatchObject([{ code, ok: code === 'status-pending' }])
})
