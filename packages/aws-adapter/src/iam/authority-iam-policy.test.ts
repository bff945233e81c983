import { createCertificateAuthority } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { reportExpiry } from '../authority/expiry/report-expiry.js'
import { readAuthorityVerifier } from '../authority/register/read-authority-verifier.js'
import { registerAuthority } from '../authority/register/register-authority.js'
import { retireAuthority } from '../authority/retire/retire-authority.js'
import { rotateAuthority } from '../authority/rotate/rotate-authority.js'
import { type AuthorityAccount, authorityAccount } from '../fixtures/authority-account.js'
import { registerDevice } from '../fixtures/authority-devices.js'
import { type AuthorityUse, authorityIamPolicy } from './authority-iam-policy.js'

const account = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const roleArn = 'arn:aws:iam::123456789012:role/provisioning'
const old = await createCertificateAuthority({ subject: 'CN=Old CA' })
const successor = await createCertificateAuthority({ subject: 'CN=New CA' })
const from = old.certificate.id
const to = successor.certificate.id

const flat = (...uses: readonly AuthorityUse[]): readonly string[] =>
  authorityIamPolicy({ ...account, uses })
    .Statement.flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => `${action} on ${resource}`)),
    )
    .sort()

/** Where a certificate is not known before, any of its kind. */
const anyOfKind = (permission: string): string => permission.replace(/(?<=:(?:ca)?cert\/)[0-9a-f]{64}$/, '*')

const register = ({ client }: AuthorityAccount, options: object = {}) =>
  registerAuthority({ client, certificate: old.certificate, signer: old.signer, ...options })

type Work = (account: AuthorityAccount) => Promise<unknown>
const nothing: Work = async () => undefined

describe('authorityIamPolicy allows precisely what is sent', () => {
  it.each<[string, AuthorityUse, Work, Work]>([
    [
      'to register a CA and to change it',
      { kind: 'register-authority', caCertificateId: from },
      nothing,
      async (used) => {
        await register(used)
        await register(used, { active: false })
      },
    ],
    [
      'to do so with tags',
      { kind: 'register-authority', caCertificateId: from, tagged: true },
      nothing,
      async (used) => {
        await register(used, { tags: { plant: 'north' } })
        await register(used, { tags: { plant: 'south' }, active: false })
      },
    ],
    [
      'to retire a CA',
      { kind: 'retire-authority', caCertificateId: from },
      register,
      ({ client }) => retireAuthority({ client, caCertificateId: from }),
    ],
    [
      'to retire and delete a CA',
      { kind: 'retire-authority', caCertificateId: from, delete: true },
      register,
      ({ client }) => retireAuthority({ client, caCertificateId: from, delete: true }),
    ],
    [
      'to rotate a CA',
      { kind: 'rotate-authority', from, to, delete: true },
      (used) => register(used, { tags: { plant: 'north' } }),
      async ({ client }) => {
        const { certificate, signer } = successor
        const tags = { line: '4' }
        await rotateAuthority({ client, from, to: { certificate, signer, active: false } })
        await rotateAuthority({ client, from, to: { certificate, signer, tags, active: true }, until: 'deleted' })
      },
    ],
  ])('%s', async (_what, use, before, work) => {
    const used = authorityAccount()
    await before(used)
    used.forget()
    await work(used)
    expect(flat(use)).toEqual([...used.authorised()].sort())
  })

  it.each<[string, AuthorityUse, Work]>([
    [
      'to tell of days',
      { kind: 'report-expiry' },
      async ({ client }) => {
        for await (const _line of reportExpiry({ client }));
        for await (const _line of reportExpiry({ client, of: 'devices', caCertificateId: from }));
      },
    ],
    [
      'to read a verifier',
      { kind: 'read-authority-verifier' },
      ({ client }) => readAuthorityVerifier({ client, caCertificateId: from, allowed: [] }),
    ],
  ])('%s, on any certificate', async (_what, use, work) => {
    const used = authorityAccount()
    await register(used)
    await registerDevice(used, old)
    used.forget()
    await work(used)
    expect(flat(use)).toEqual([...used.authorised()].map(anyOfKind).sort())
  })
})

describe('authorityIamPolicy', () => {
  it('allows any CA to be registered, where its id is not known yet', () => {
    expect(flat({ kind: 'register-authority' })).toContain(
      'iot:UpdateCACertificate on arn:aws:iot:eu-central-1:123456789012:cacert/*',
    )
  })

  it.each<[AuthorityUse]>([
    [{ kind: 'register-authority', roleArn }],
    [{ kind: 'rotate-authority', from, to, roleArn }],
  ])('lets $kind hand over the role of an inline template', (use) => {
    expect(flat(use)).toContain(`iam:PassRole on ${roleArn}`)
  })

  it('does not let a rotation delete, unless it is said', () => {
    expect(flat({ kind: 'rotate-authority', from, to }).join()).not.toContain('Delete')
  })

  it('takes references that a deployment resolves', () => {
    expect(flat({ kind: 'retire-authority', caCertificateId: '${Ca}' })).toContain(
      'iot:UpdateCACertificate on arn:aws:iot:eu-central-1:123456789012:cacert/${Ca}',
    )
  })

  it.each<[string, object, string]>([
    ['a CA with a wildcard', { uses: [{ kind: 'retire-authority', caCertificateId: '*' }] }, 'caCertificateId'],
    ['a role with a wildcard', { uses: [{ kind: 'register-authority', roleArn: `${roleArn}*` }] }, 'roleArn'],
    ['a use that does not exist', { uses: [{ kind: 'everything' }] }, 'uses'],
    ['an account with a wildcard', { accountId: '*', uses: [] }, 'accountId'],
    ['a misspelt option', { use: [], uses: [] }, 'use'],
  ])('refuses %s', (_what, options, field) => {
    const all = { ...account, ...options }
    expect(() => Reflect.apply(authorityIamPolicy, undefined, [all])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
