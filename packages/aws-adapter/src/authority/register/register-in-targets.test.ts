import { type CertificateAuthority, createCertificateAuthority, type SigningAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { authorityAccount } from '../../fixtures/authority-account.js'
import { awsError } from '../../fixtures/aws-error.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import type { AuthorityProgress } from './authority-progress.js'
import { registerAuthority } from './register-authority.js'

let authority: CertificateAuthority & SigningAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
})

describe('registerAuthority in several accounts and regions', () => {
  it('reports each target for itself, in the order of the call', async () => {
    const [north, south, west] = [authorityAccount(), authorityAccount(), authorityAccount()]
    south.failNext('RegisterCACertificate', awsError('ThrottlingException'))
    west.failNext('GetRegistrationCode', new TypeError('a bug'))
    const { certificate, signer } = authority
    const report = await registerAuthority({
      certificate,
      signer,
      targets: [
        { name: 'south', client: south.client },
        { name: 'north', client: north.client },
        { name: 'west', client: west.client },
      ],
    })
    expect(report).toMatchObject({
      caCertificateId: certificate.id,
      ok: false,
      targets: [
        { name: 'south', outcome: 'failed', error: { code: 'authority-throttled' } },
        { name: 'north', outcome: 'registered', caCertificateId: certificate.id },
        { name: 'west', outcome: 'failed', error: { code: 'call-unexpected' } },
      ],
    })
  })

  it('converges: run again, it does what is missing', async () => {
    const accounts = [authorityAccount(), authorityAccount()] as const
    const targets = accounts.map(({ client }, index) => ({ name: `target ${index}`, client }))
    accounts[1].failNext('RegisterCACertificate', awsError('ServiceUnavailableException'))
    const { certificate, signer } = authority
    const first = await registerAuthority({ certificate, signer, targets })
    const second = await registerAuthority({ certificate, signer, targets })
    expect([first.ok, second.ok]).toEqual([false, true])
    expect(second.targets.map(({ outcome }) => outcome)).toEqual(['unchanged', 'registered'])
  })

  it('gives each the template of its account', async () => {
    const [north, south] = [authorityAccount(), authorityAccount()]
    const provisioning = { template: jitpTemplate, roleArn: 'arn:aws:iam::123456789012:role/provisioning' }
    const { certificate, signer } = authority
    await registerAuthority({
      certificate,
      signer,
      targets: [
        { name: 'north', client: north.client, provisioning },
        { name: 'south', client: south.client },
      ],
    })
    const configs = [north, south].map(({ emulator }) => emulator.snapshot().caCertificates)
    expect(JSON.stringify(configs[0])).toContain(provisioning.roleArn)
    expect(JSON.stringify(configs[1])).not.toContain(provisioning.roleArn)
  })

  it('tells what happens where', async () => {
    const account = authorityAccount()
    const broken = authorityAccount()
    broken.failNext('DescribeCACertificate', awsError('AccessDeniedException'))
    const told: AuthorityProgress[] = []
    const { certificate, signer } = authority
    await registerAuthority({
      certificate,
      signer,
      targets: [
        { name: 'north', client: account.client },
        { name: 'south', client: broken.client },
      ],
      concurrency: 1,
      onProgress: (progress) => told.push(progress),
    })
    expect(told.map(({ stage, target }) => [stage, target])).toEqual([
      ['checked', undefined],
      ['verified', 'north'],
      ['registered', 'north'],
      ['failed', 'south'],
    ])
  })

  it.each<[string, (client: object) => object, string]>([
    ['no targets', () => ({ targets: [] }), 'targets'],
    ['a target without a client', () => ({ targets: [{ name: 'north' }] }), 'targets.0.client'],
    [
      'two targets of one name',
      (client) => ({
        targets: [
          { name: 'north', client },
          { name: 'north', client },
        ],
      }),
      'targets.1',
    ],
    ['a target without a name', (client) => ({ targets: [{ client }] }), 'targets.0'],
    ['a misspelt option of a target', (client) => ({ targets: [{ name: 'n', client, region: 'x' }] }), 'region'],
    ['too many at once', (client) => ({ targets: [{ name: 'n', client }], concurrency: 100 }), 'concurrency'],
    ['a client beside the targets', (client) => ({ targets: [{ name: 'n', client }], client }), 'client'],
    [
      'a template for one that does nothing there',
      (client) => ({
        targets: [
          { name: 'north', client },
          { name: 'south', client, provisioning: { templateName: 'sensors' } },
        ],
        autoRegistration: false,
      }),
      'autoRegistration',
    ],
  ])('refuses %s, before any target is asked', async (_what, options, field) => {
    const account = authorityAccount()
    const { certificate, signer } = authority
    const all = { certificate, signer, ...options(account.client) }
    await expect(Reflect.apply(registerAuthority, undefined, [all])).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
    expect(account.sent()).toEqual([])
  })
})
