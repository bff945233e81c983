import { CreateProvisioningTemplateCommand, DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { type CertificateAuthority, createCertificateAuthority, type SigningAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { awsError } from '../../fixtures/aws-error.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import { registerAuthority } from './register-authority.js'
import type { RegisterAuthorityOptions } from './register-options.js'

const roleArn = 'arn:aws:iam::123456789012:role/provisioning'
const inline = { template: jitpTemplate, roleArn }

let authority: CertificateAuthority & SigningAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
})

const register = (account: AuthorityAccount, options: Partial<RegisterAuthorityOptions> = {}) => {
  const { certificate, signer } = authority
  return registerAuthority({ client: account.client, certificate, signer, ...options })
}

const described = async ({ emulator }: AuthorityAccount) => {
  const command = new DescribeCACertificateCommand({ certificateId: authority.certificate.id })
  const { certificateDescription, registrationConfig } = await emulator.client.send(command)
  const { status, autoRegistrationStatus, certificateMode } = certificateDescription ?? {}
  return { status, autoRegistrationStatus, certificateMode, registrationConfig }
}

describe('registerAuthority, for a CA that is registered', () => {
  it('only looks at it, where nothing differs', async () => {
    const account = authorityAccount()
    await register(account, { tags: { plant: 'north' } })
    const before = account.sent().length
    expect(await register(account, { tags: { plant: 'north' } })).toMatchObject({ outcome: 'unchanged', changes: [] })
    expect(account.sent().slice(before)).toEqual(['DescribeCACertificate', 'ListTagsForResource'])
  })

  it.each<[string, Partial<RegisterAuthorityOptions>, Partial<RegisterAuthorityOptions>, object[], object]>([
    [
      'the status',
      {},
      { active: false },
      [{ field: 'status', from: 'ACTIVE', to: 'INACTIVE' }],
      { status: 'INACTIVE', autoRegistrationStatus: 'ENABLE' },
    ],
    [
      'the auto-registration',
      {},
      { autoRegistration: false },
      [{ field: 'autoRegistration', from: 'ENABLE', to: 'DISABLE' }],
      { status: 'ACTIVE', autoRegistrationStatus: 'DISABLE' },
    ],
    [
      'the template, which brings auto-registration along',
      { autoRegistration: false },
      { provisioning: inline },
      [
        { field: 'provisioning', from: 'none', to: 'an inline template' },
        { field: 'autoRegistration', from: 'DISABLE', to: 'ENABLE' },
      ],
      { autoRegistrationStatus: 'ENABLE', registrationConfig: { roleArn } },
    ],
    [
      'the role of the template',
      { provisioning: inline },
      { provisioning: { template: jitpTemplate, roleArn: `${roleArn}-2` } },
      [{ field: 'provisioning', from: 'an inline template', to: 'an inline template' }],
      { registrationConfig: { roleArn: `${roleArn}-2` } },
    ],
    [
      'the template away, and the CA goes on registering by itself',
      { provisioning: inline },
      { provisioning: 'none' },
      [{ field: 'provisioning', from: 'an inline template', to: 'none' }],
      { autoRegistrationStatus: 'ENABLE', registrationConfig: undefined },
    ],
    [
      'everything at once',
      {},
      { active: false, autoRegistration: false },
      [
        { field: 'autoRegistration', from: 'ENABLE', to: 'DISABLE' },
        { field: 'status', from: 'ACTIVE', to: 'INACTIVE' },
      ],
      { status: 'INACTIVE', autoRegistrationStatus: 'DISABLE' },
    ],
  ])('changes %s', async (_what, first, second, changes, state) => {
    const account = authorityAccount()
    await register(account, first)
    expect(await register(account, second)).toMatchObject({ outcome: 'updated', changes })
    expect(await described(account)).toMatchObject(state)
    expect(account.sent().filter((operation) => operation === 'UpdateCACertificate')).toHaveLength(1)
    expect(await register(account, second)).toMatchObject({ outcome: 'unchanged' })
  })

  it('goes from a template of its own to one by name, and from that to another', async () => {
    const account = authorityAccount()
    for (const templateName of ['sensors', 'gates']) {
      const templateBody = provisioningTemplateBody(jitpTemplate)
      const input = { templateName, type: 'JITP', templateBody, provisioningRoleArn: roleArn } as const
      await account.emulator.client.send(new CreateProvisioningTemplateCommand(input))
    }
    await register(account, { provisioning: inline })
    const byName = await register(account, { provisioning: { templateName: 'sensors' } })
    expect(byName.changes).toEqual([
      { field: 'provisioning', from: 'an inline template', to: 'the template `sensors`' },
    ])
    expect(await register(account, { provisioning: { templateName: 'sensors' } })).toMatchObject({ changes: [] })
    await register(account, { provisioning: { templateName: 'gates' } })
    expect(await described(account)).toMatchObject({ registrationConfig: { templateName: 'gates' } })
  })

  it('leaves alone what nobody says: a deployment that runs again does not wake a CA that was retired', async () => {
    const account = authorityAccount()
    await register(account, { active: false, autoRegistration: false, provisioning: 'none' })
    expect(await register(account)).toMatchObject({ outcome: 'unchanged', active: false, autoRegistration: false })
  })

  it('sets the tags that differ, before anything else, and leaves those of others', async () => {
    const account = authorityAccount()
    await register(account, { active: false, tags: { plant: 'north', line: '4' } })
    const before = account.sent().length
    const registered = await register(account, { active: true, tags: { plant: 'south' } })
    expect(registered.changes).toEqual([
      { field: 'tags.plant', from: 'north', to: 'south' },
      { field: 'status', from: 'INACTIVE', to: 'ACTIVE' },
    ])
    expect(account.tagsOf(registered.caCertificateArn)).toEqual({ plant: 'south', line: '4' })
    expect(account.sent().slice(before + 1)).toEqual(['ListTagsForResource', 'TagResource', 'UpdateCACertificate'])
  })

  it('goes on where somebody else was quicker', async () => {
    const account = authorityAccount()
    await register(account, { active: false })
    account.failNext('DescribeCACertificate', awsError('ResourceNotFoundException'))
    expect(await register(account, { active: true })).toMatchObject({ outcome: 'updated', active: true })
  })

  it('does not change its mode, and says what can be done', async () => {
    const account = authorityAccount()
    await register(account)
    await expect(register(account, { mode: 'SNI_ONLY' })).rejects.toMatchObject({
      code: 'authority-mode',
      remedy: 'leave it in mode DEFAULT; or retire and delete it, and register it anew',
    })
    expect(account.sent()).not.toContain('UpdateCACertificate')
  })
})
