import { describe, expect, it } from 'vitest'
import { partitionOf } from './account.js'
import { createEmulator } from './emulator.js'
import { accountId, emptyAccount, region } from './fixtures/account.js'

describe('options of createEmulator', () => {
  it.each([
    ['an unknown key', { regoin: 'eu-central-1' }, 'regoin'],
    ['an account id of eleven digits', { accountId: '12345678901' }, 'accountId'],
    ['no account id', { accountId: undefined }, 'accountId'],
    ['a region that is none', { region: 'Frankfurt' }, 'region'],
    ['a clock that is none', { clock: 0 }, 'clock'],
    ['an unknown transport', { transport: 'slow' }, 'transport'],
    ['another limit', { createThingAttributeLimit: 10 }, 'createThingAttributeLimit'],
    ['a reader of objects that is none', { objects: {} }, 'objects'],
    ['an account elsewhere that is none', { isCaCertificateElsewhere: [] }, 'isCaCertificateElsewhere'],
    ['an unknown key of provisioning', { provisioning: { hooks: {} } }, 'hooks'],
    ['a serial number from elsewhere', { provisioning: { serialNumber: 'issuer' } }, 'provisioning.serialNumber'],
    ['another way with several values', { provisioning: { severalValues: 'last' } }, 'provisioning.severalValues'],
    ['MERGE as default', { provisioning: { overrideDefault: 'MERGE' } }, 'provisioning.overrideDefault'],
    ['another subject', { provisioning: { requestSubject: 'mine' } }, 'provisioning.requestSubject'],
    ['a hook that is no function', { provisioning: { preProvisioningHooks: { a: 1 } } }, 'provisioning, a'],
    ['a provider that is no function', { provisioning: { certificateProviders: { a: 1 } } }, 'provisioning, a'],
  ])('refuses %s', (_, wrong, field) => {
    expect(() => Reflect.apply(createEmulator, undefined, [{ accountId, region, ...wrong }])).toThrow(
      expect.objectContaining({ name: 'EmulatorError', code: 'emulator-option', field }),
    )
  })

  it.each([
    [{ attempts: 1 }, 'attempts'],
    [{ transport: 'slow' }, 'transport'],
    [{ maxAttempts: 0 }, 'maxAttempts'],
  ])('refuses %j of createClient', (wrong, field) => {
    expect(() => Reflect.apply(emptyAccount().createClient, undefined, [wrong])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field }),
    )
  })

  it.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('puts %s into partition %s', (name, partition) => {
    expect(partitionOf(name)).toBe(partition)
    expect(() => createEmulator({ accountId, region: name })).not.toThrow()
  })
})
