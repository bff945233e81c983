import { CreateProvisioningTemplateCommand } from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { describe, expect, it } from 'vitest'
import { authorityAccount } from '../../fixtures/authority-account.js'
import { awsError } from '../../fixtures/aws-error.js'
import { describeFactoryCa, factoryTemplate, registerFactoryCa, roleArn } from '../../fixtures/factory-ca.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import type { RegisterAuthorityOptions } from './register-options.js'

describe('registerAuthority, for a CA that is registered', () => {
  it('only looks at it, where nothing differs', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account, { tags: { plant: 'north' } })
    const before = account.sent().length
    expect(await registerFactoryCa(account, { tags: { plant: 'north' } })).toMatchObject({
      outcome: 'unchanged',
      changes: [],
    })
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
      { provisioning: factoryTemplate },
      [
        { field: 'provisioning', from: 'none', to: 'an inline template' },
        { field: 'autoRegistration', from: 'DISABLE', to: 'ENABLE' },
      ],
      { autoRegistrationStatus: 'ENABLE', registrationConfig: { roleArn } },
    ],
    [
      'the role of the template',
      { provisioning: factoryTemplate },
      { provisioning: { template: jitpTemplate, roleArn: `${roleArn}-2` } },
      [{ field: 'provisioning', from: 'an inline template', to: 'an inline template' }],
      { registrationConfig: { roleArn: `${roleArn}-2` } },
    ],
    [
      'the template away, and the CA goes on registering by itself',
      { provisioning: factoryTemplate },
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
    await registerFactoryCa(account, first)
    expect(await registerFactoryCa(account, second)).toMatchObject({ outcome: 'updated', changes })
    expect(await describeFactoryCa(account)).toMatchObject(state)
    expect(account.sent().filter((operation) => operation === 'UpdateCACertificate')).toHaveLength(1)
    expect(await registerFactoryCa(account, second)).toMatchObject({ outcome: 'unchanged' })
  })

  it('goes from a template of its own to one by name, and from that to another', async () => {
    const account = authorityAccount()
    for (const templateName of ['sensors', 'gates']) {
      const templateBody = provisioningTemplateBody(jitpTemplate)
      const input = { templateName, type: 'JITP', templateBody, provisioningRoleArn: roleArn } as const
      await account.emulator.client.send(new CreateProvisioningTemplateCommand(input))
    }
    await registerFactoryCa(account, { provisioning: factoryTemplate })
    const byName = await registerFactoryCa(account, { provisioning: { templateName: 'sensors' } })
    expect(byName.changes).toEqual([
      { field: 'provisioning', from: 'an inline template', to: 'the template `sensors`' },
    ])
    expect(await registerFactoryCa(account, { provisioning: { templateName: 'sensors' } })).toMatchObject({
      changes: [],
    })
    await registerFactoryCa(account, { provisioning: { templateName: 'gates' } })
    expect(await describeFactoryCa(account)).toMatchObject({ registrationConfig: { templateName: 'gates' } })
  })

  it('leaves alone what nobody says: a deployment that runs again does not wake a CA that was retired', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account, { active: false, autoRegistration: false, provisioning: 'none' })
    expect(await registerFactoryCa(account)).toMatchObject({
      outcome: 'unchanged',
      active: false,
      autoRegistration: false,
    })
  })

  it('sets the tags that differ, before anything else, and leaves those of others', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account, { active: false, tags: { plant: 'north', line: '4' } })
    const before = account.sent().length
    const registered = await registerFactoryCa(account, { active: true, tags: { plant: 'south' } })
    expect(registered.changes).toEqual([
      { field: 'tags.plant', from: 'north', to: 'south' },
      { field: 'status', from: 'INACTIVE', to: 'ACTIVE' },
    ])
    expect(account.tagsOf(registered.caCertificateArn)).toEqual({ plant: 'south', line: '4' })
    expect(account.sent().slice(before + 1)).toEqual(['ListTagsForResource', 'TagResource', 'UpdateCACertificate'])
  })

  it('goes on where somebody else was quicker', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account, { active: false })
    account.failNext('DescribeCACertificate', awsError('ResourceNotFoundException'))
    expect(await registerFactoryCa(account, { active: true })).toMatchObject({ outcome: 'updated', active: true })
  })

  it('does not change its mode, and says what can be done', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account)
    await expect(registerFactoryCa(account, { mode: 'SNI_ONLY' })).rejects.toMatchObject({
      code: 'authority-mode',
      remedy: 'leave it in mode DEFAULT; or retire and delete it, and register it anew',
    })
    expect(account.sent()).not.toContain('UpdateCACertificate')
  })
})
