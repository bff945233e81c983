import { describe, expect, it } from 'vitest'
import { checks } from './checks.js'
import { accountId, createLiveAccount, region, roleArn } from './fixtures/live-account.js'
import { operationsOf } from './report/iam-document.js'
import { runLive } from './run-live.js'
import { options } from './start/arguments.js'

const account = ['--account', accountId, '--region', region]

describe('npm run live', () => {
  it.each([
    ['in CI', account, { CI: 'true' }],
    ['in CI, to clean up', [...account, '--clean-up', 'thingplan-live-0a1b2c3d'], { CI: 'true' }],
    ['without an account', [], {}],
  ])('calls nothing %s', async (_where, args, environment) => {
    const { emulator, world } = await createLiveAccount()
    expect(await runLive(args, { ...world, environment })).toBe(2)
    expect(emulator.calls).toEqual([])
  })

  it.each([['--list'], [...account, '--dry-run']])('calls nothing with %s', async (...args) => {
    const { emulator, world, printed } = await createLiveAccount()
    expect(await runLive(args, { ...world, connect: () => Promise.reject(new Error('not to be called')) })).toBe(0)
    for (const { id, fact } of checks) {
      expect(printed.some((line) => line.startsWith(id) && line.includes(fact))).toBe(true)
    }
    expect(emulator.calls).toEqual([])
  })

  it('names AWS pages, and warns beside the policy', async () => {
    const { world, printed } = await createLiveAccount()
    await runLive([...account, '--only', 'JITP-03,CERT-02', '--dry-run'], world)
    expect(printed[0]).toContain('(AWS IoT API Reference, "UpdateCertificate")')
    expect(printed).toContain(
      'calls of the checks: DescribeCertificate, DescribeThing, RegisterCACertificate, RegisterCertificateWithoutCA, UpdateCertificate',
    )
    expect(printed.at(-1)).toContain('delete every certificate')
  })

  it('helps with every option', async () => {
    const { emulator, world, printed } = await createLiveAccount()
    expect(await runLive(['--help'], world)).toBe(0)
    for (const name of Object.keys(options)) expect(printed.join('\n')).toContain(`--${name} `)
    expect(emulator.calls).toEqual([])
  })

  it('says so where there are no credentials', async () => {
    const { world, printed } = await createLiveAccount()
    const connect = () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }))
    expect(await runLive(account, { ...world, connect })).toBe(2)
    expect(printed).toEqual([expect.stringContaining('CredentialsProviderError')])
  })

  it('writes a report that names what AWS did, and no account', async () => {
    const { world, files, printed } = await createLiveAccount()
    const only = ['--only', 'THING-01,CERT-02', '--report', 'live.json']
    expect(await runLive([...account, ...only], world)).toBe(0)
    const report: unknown = JSON.parse(files.get('live.json') ?? '')
    expect(report).toMatchObject({
      format: 1,
      at: '2026-11-22T12:00:00.000Z',
      region,
      results: [
        { id: 'CERT-02', verdict: 'as-read', observed: expect.stringContaining('REVOKED') },
        { id: 'THING-01', verdict: 'as-read', observed: 'accepted' },
      ],
      leftovers: [],
    })
    expect(JSON.stringify(report)).not.toContain(accountId)
    expect(printed.join('\n')).toContain('2 checks: 2 as read, 0 differ, 0 failed, 0 skipped')
    expect(printed.join('\n')).not.toContain('PRIVATE KEY')
  })

  it('skips what needs a role where none is given', async () => {
    const { world, printed } = await createLiveAccount()
    expect(await runLive([...account, '--only', 'FLEET-01'], world)).toBe(0)
    expect(printed.join('\n')).toContain('0 as read, 0 differ, 0 failed, 1 skipped')
  })

  it('calls nothing that its dry run has not told, for whichever check', async () => {
    for (const check of checks) {
      const { emulator, world } = await createLiveAccount()
      await runLive([...account, '--role', roleArn, '--only', check.id], world)
      const called = new Set(emulator.calls.map(({ name }) => name))
      expect([check.id, [...called].filter((name) => !operationsOf([check]).includes(name))]).toEqual([check.id, []])
    }
  })

  it('has no ledger to clean up of a run that never was', async () => {
    const { world, printed } = await createLiveAccount()
    expect(await runLive([...account, '--clean-up', 'thingplan-live-ffffffff'], world)).toBe(1)
    expect(printed).toEqual([expect.stringContaining('nothing is known to be left')])
  })
})
