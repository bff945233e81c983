import { createCertificateAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { operationOf } from '../../fixtures/authorised-resources.js'
import { type AnyAuthorityAnswer, type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { registerDevice, setDeviceStatus } from '../../fixtures/authority-devices.js'
import { awsError } from '../../fixtures/aws-error.js'
import { registerAuthority } from '../register/register-authority.js'
import type { ExpiryLine } from './expiry-line.js'
import { type ReportExpiryOptions, reportExpiry } from './report-expiry.js'

const day = 24 * 60 * 60 * 1000
const now = new Date()
const clock = (): Date => now
/** Certificates hold whole seconds. */
const inDays = (days: number): Date => new Date(Math.ceil(now.getTime() / 1000) * 1000 + days * day)

const collect = async (lines: AsyncIterable<ExpiryLine>): Promise<readonly ExpiryLine[]> => {
  const all: ExpiryLine[] = []
  for await (const line of lines) all.push(line)
  return all
}

const daysOf = (lines: readonly ExpiryLine[]): readonly (readonly [string, number | undefined])[] =>
  lines.map((line) => [line.kind, line.outcome === 'known' ? line.daysLeft : undefined])

let account: AuthorityAccount
let caCertificateId: string
let retired: string

beforeAll(async () => {
  account = authorityAccount()
  const { client } = account
  const authority = await createCertificateAuthority({ subject: 'CN=Factory CA', notAfter: inDays(400) })
  const other = await createCertificateAuthority({ subject: 'CN=Other CA', notAfter: inDays(50) })
  caCertificateId = authority.certificate.id
  await registerAuthority({ client, ...authority })
  await registerAuthority({ client, ...other })
  await registerDevice(account, authority, 'ACTIVE', inDays(90))
  await registerDevice(account, authority, 'ACTIVE', inDays(10))
  await registerDevice(account, other, 'ACTIVE', inDays(30))
  retired = await registerDevice(account, authority, 'ACTIVE', inDays(20))
  await setDeviceStatus(account, retired, 'REVOKED')
})

describe('reportExpiry', () => {
  it.each<[string, Omit<ReportExpiryOptions, 'client'>, (readonly [string, number])[]]>([
    [
      'of CAs and devices that are in use',
      {},
      [
        ['authority', 50],
        ['authority', 400],
        ['device', 10],
        ['device', 30],
        ['device', 90],
      ],
    ],
    [
      'of CAs',
      { of: 'authorities' },
      [
        ['authority', 50],
        ['authority', 400],
      ],
    ],
    [
      'within so many days',
      { withinDays: 30 },
      [
        ['device', 10],
        ['device', 30],
      ],
    ],
    [
      'of retired ones as well',
      { of: 'devices', includeRetired: true, withinDays: 30 },
      [
        ['device', 10],
        ['device', 20],
        ['device', 30],
      ],
    ],
  ])('tells the days that are left %s', async (_what, options, expected) => {
    const lines = daysOf(await collect(reportExpiry({ client: account.client, clock, ...options })))
    expect([...lines].sort()).toEqual([...expected].sort())
  })

  it('tells of the devices of one CA, with its id', async () => {
    const lines = await collect(reportExpiry({ client: account.client, clock, of: 'devices', caCertificateId }))
    expect(daysOf(lines).map(([, days]) => days)).toEqual(expect.arrayContaining([10, 90]))
    expect(lines).toHaveLength(2)
    expect(lines.every((line) => line.outcome === 'known' && line.caCertificateId === caCertificateId)).toBe(true)
  })

  it('counts back from what has expired', async () => {
    const later = () => inDays(100)
    const lines = daysOf(await collect(reportExpiry({ client: account.client, clock: later, withinDays: 0 })))
    expect(lines.map(([, days]) => days).sort()).toEqual([-10, -50, -70, -90])
  })

  it('goes on where AWS does not describe one for the moment, and says so', async () => {
    account.failNext('DescribeCertificate', awsError('ThrottlingException'))
    const options = { client: account.client, clock, of: 'devices', withinDays: 0, concurrency: 1 } as const
    expect(await collect(reportExpiry(options))).toMatchObject([
      { outcome: 'unknown', error: { code: 'call-retryable' } },
    ])
  })

  it('leaves out what was deleted in the meantime', async () => {
    account.failNext('DescribeCertificate', awsError('ResourceNotFoundException'))
    expect(await collect(reportExpiry({ client: account.client, clock, of: 'devices' }))).toHaveLength(2)
  })

  it('ends where AWS refuses for good', async () => {
    account.failNext('DescribeCertificate', awsError('AccessDeniedException'))
    const report = collect(reportExpiry({ client: account.client, clock, of: 'devices' }))
    await expect(report).rejects.toMatchObject({ code: 'call-denied' })
  })

  it.each<[string, object, string]>([
    ['days that are none', { withinDays: -1 }, 'withinDays'],
    ['something else than certificates', { of: 'things' }, 'of'],
    ['a CA that is none', { caCertificateId: 'ca' }, 'caCertificateId'],
    ['a misspelt option', { within: 30 }, 'within'],
  ])('refuses %s at once', (_what, options, field) => {
    const all = { client: account.client, ...options }
    expect(() => Reflect.apply(reportExpiry, undefined, [all])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})

describe('a report of a large fleet', () => {
  const pages = 40
  const perPage = 250

  const fleet = () => {
    let described = 0
    let listed = 0
    const send = async (command: { readonly input: object }): Promise<AnyAuthorityAnswer> => {
      if (operationOf(command) === 'ListCertificates') {
        listed += 1
        const certificates = Array.from({ length: perPage }, () => ({ certificateId: 'ab', status: 'ACTIVE' as const }))
        return { certificates, ...(listed < pages ? { nextMarker: String(listed) } : {}) }
      }
      described += 1
      return { certificateDescription: { validity: { notAfter: inDays(described) } } }
    }
    return { client: { send }, counts: () => ({ listed, described }) }
  }

  it('is read a page at a time, and no further than somebody asks', async () => {
    const { client, counts } = fleet()
    for await (const _line of reportExpiry({ client, clock, of: 'devices' })) break
    expect(counts()).toEqual({ listed: 1, described: perPage })
  })

  it('is complete', async () => {
    const { client } = fleet()
    expect(await collect(reportExpiry({ client, clock, of: 'devices' }))).toHaveLength(pages * perPage)
  })
})
