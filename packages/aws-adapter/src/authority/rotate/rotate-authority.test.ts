import { DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { type CertificateAuthority, createCertificateAuthority, type SigningAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { registerDevice, setDeviceStatus } from '../../fixtures/authority-devices.js'
import { awsError } from '../../fixtures/aws-error.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import { registerAuthority } from '../register/register-authority.js'
import { rotateAuthority } from './rotate-authority.js'
import type { RotateAuthorityOptions } from './rotate-options.js'

type Authority = CertificateAuthority & SigningAuthority

let old: Authority
let successor: Authority

beforeAll(async () => {
  old = await createCertificateAuthority({ subject: 'CN=Factory CA 2025' })
  successor = await createCertificateAuthority({ subject: 'CN=Factory CA 2026' })
})

const provisioning = { template: jitpTemplate, roleArn: 'arn:aws:iam::123456789012:role/provisioning' }
const verifier = { name: 'inventory', allowed: ['inventory'] }

const registered = async (options: object = {}): Promise<AuthorityAccount> => {
  const account = authorityAccount()
  const { certificate, signer } = old
  await registerAuthority({ client: account.client, certificate, signer, ...options })
  return account
}

const rotate = ({ client }: AuthorityAccount, options: Partial<RotateAuthorityOptions> = {}) => {
  const { certificate, signer } = successor
  return rotateAuthority({ client, from: old.certificate.id, to: { certificate, signer }, ...options })
}

const described = async ({ emulator }: AuthorityAccount, { certificate }: Authority) => {
  const { certificateDescription, registrationConfig } = await emulator.client.send(
    new DescribeCACertificateCommand({ certificateId: certificate.id }),
  )
  const { status, autoRegistrationStatus, certificateMode } = certificateDescription ?? {}
  return { status, autoRegistrationStatus, certificateMode, roleArn: registrationConfig?.roleArn }
}

describe('rotateAuthority', () => {
  it('goes from the old CA to the new one, stage by stage', async () => {
    const account = await registered()
    const device = await registerDevice(account, old)

    const begun = await rotate(account)
    expect(begun).toMatchObject({ stage: 'moving', done: ['register-new'], next: 'stop-registering', waitsFor: 'goal' })
    expect(await described(account, old)).toMatchObject({ status: 'ACTIVE', autoRegistrationStatus: 'ENABLE' })

    const draining = await rotate(account, { until: 'deleted' })
    expect(draining).toMatchObject({
      stage: 'draining',
      done: ['stop-registering'],
      next: 'retire-old',
      waitsFor: 'devices',
      old: { active: true, autoRegistration: false, devices: { total: 1, inUse: 1 } },
      new: { active: true, autoRegistration: true, devices: { total: 0, inUse: 0 } },
      message:
        'draining: 1 of 1 certificates of the old CA are in use, 0 of the new one; making the old CA INACTIVE waits for 1 devices that still use it',
    })

    await registerDevice(account, successor)
    await setDeviceStatus(account, device, 'INACTIVE')
    const retired = await rotate(account, { until: 'retired' })
    expect(retired).toMatchObject({
      stage: 'retired',
      done: ['retire-old'],
      next: 'delete-old',
      waitsFor: 'goal',
      new: { devices: { inUse: 1 } },
    })
    expect(await described(account, old)).toMatchObject({ status: 'INACTIVE', autoRegistrationStatus: 'DISABLE' })

    const gone = await rotate(account, { until: 'deleted' })
    expect(gone).toMatchObject({ stage: 'gone', done: ['delete-old'], old: { registered: false } })
    expect(gone).not.toHaveProperty('next')
    expect(await rotate(account, { until: 'deleted' })).toMatchObject({ stage: 'gone', done: [] })
  })

  it('deletes nothing while a device uses it, in whatever way', async () => {
    const account = await registered()
    await registerDevice(account, old)
    for (let run = 0; run < 3; run += 1) await rotate(account, { until: 'deleted' })
    expect(account.sent()).not.toContain('DeleteCACertificate')
    expect(await described(account, old)).toMatchObject({ status: 'ACTIVE' })
  })

  it('also keeps a retired CA that a device has come back to', async () => {
    const account = await registered({ active: false, autoRegistration: false })
    await rotate(account)
    await registerAuthority({ client: account.client, ...old, active: true })
    await registerDevice(account, old)
    await registerAuthority({ client: account.client, ...old, active: false })
    expect(await rotate(account, { until: 'deleted' })).toMatchObject({
      stage: 'retired',
      waitsFor: 'devices',
      done: [],
    })
  })

  it('gives the new CA what the old one has', async () => {
    const account = await registered({ provisioning, verifier, tags: { plant: 'north' } })
    await rotate(account)
    expect(await described(account, successor)).toEqual(await described(account, old))
    const arn = `arn:aws:iot:eu-central-1:123456789012:cacert/${successor.certificate.id}`
    expect(account.tagsOf(arn)).toEqual({ plant: 'north', verifier: 'inventory' })
  })

  it('gives it the mode of the old one, where no key is needed', async () => {
    const account = await registered({ mode: 'SNI_ONLY' })
    await rotate(account, { to: { certificate: successor.certificate } })
    expect(await described(account, successor)).toMatchObject({ certificateMode: 'SNI_ONLY' })
  })

  it('prefers what is said about the new CA', async () => {
    const account = await registered({ provisioning })
    const { certificate, signer } = successor
    await rotate(account, { to: { certificate, signer, provisioning: 'none', tags: { plant: 'south' } } })
    expect(await described(account, successor)).toMatchObject({ roleArn: undefined })
  })

  it('does not let the old CA stop before the new one takes over', async () => {
    const account = await registered()
    const { certificate, signer } = successor
    const to = { certificate, signer, autoRegistration: false }
    expect(await rotate(account, { to, until: 'deleted' })).toMatchObject({
      stage: 'moving',
      waitsFor: 'new-authority',
      done: ['register-new'],
    })
    expect(await described(account, old)).toMatchObject({ autoRegistrationStatus: 'ENABLE' })
  })

  it('goes on after a crash at any call', async () => {
    const clean = await registered()
    await rotate(clean, { until: 'deleted' })
    const operations = new Set(clean.sent().slice(3))
    for (const operation of operations) {
      const account = await registered()
      account.failNext(operation, awsError('InternalFailureException'))
      await rotate(account, { until: 'deleted' }).catch(() => undefined)
      expect(await rotate(account, { until: 'deleted' })).toMatchObject({ stage: 'gone' })
    }
    expect(operations.size).toBeGreaterThan(5)
  })

  it('takes the id of a CA that is registered', async () => {
    const account = await registered()
    await rotate(account)
    const before = account.sent().length
    const to = successor.certificate.id
    expect(await rotate(account, { to, until: 'retired' })).toMatchObject({ stage: 'retired' })
    expect(account.sent().slice(before)).not.toContain('RegisterCACertificate')
  })

  it.each<[string, () => object, string]>([
    ['a successor that nobody has registered', () => ({ to: 'ca'.repeat(32) }), 'authority-not-registered'],
    ['an old CA that nobody has registered', () => ({ from: 'ca'.repeat(32) }), 'authority-not-registered'],
    ['one and the same CA', () => ({ to: { certificate: old.certificate, signer: old.signer } }), 'authority-in-use'],
    ['the same, by its id', () => ({ to: old.certificate.id }), 'authority-in-use'],
    ['a goal that does not exist', () => ({ until: 'gone' }), 'adapter-option'],
    ['an id that is none', () => ({ from: 'ca' }), 'adapter-option'],
    ['a misspelt option', () => ({ untill: 'retired' }), 'adapter-option'],
    ['a clock in the wrong place', () => ({ to: { ...successor, clock: () => new Date() } }), 'adapter-option'],
  ])('refuses %s, and changes nothing', async (_what, options, code) => {
    const account = await registered()
    const before = account.emulator.snapshot()
    const { certificate, signer } = successor
    const all = { client: account.client, from: old.certificate.id, to: { certificate, signer }, ...options() }
    await expect(Reflect.apply(rotateAuthority, undefined, [all])).rejects.toMatchObject({ code })
    expect(account.emulator.snapshot()).toEqual(before)
  })
})
