import { readFileSync } from 'node:fs'
import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { type VendingUse, vendingIamPolicy } from '@thingplan/aws-adapter/vending'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { type Cloud, openCloud } from './cloud/open-cloud.js'
import { ask, type Vended } from './device/ask.js'
import { enrol, grant } from './operator.js'
import { pumps } from './registration.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Globals, Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })
const vending = Resources.VendingFunction.Properties
const sighting = Resources.SightingFunction.Properties
const tidying = Resources.TidyFunction.Properties
const table = Resources.DeviceTable.Properties

interface Function {
  readonly Policies: readonly { readonly Statement: readonly { readonly Action: readonly string[] }[] }[]
}

/** What a function may do with AWS IoT. */
const allowed = ({ Policies }: Function): readonly string[] =>
  Policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)).filter((action) =>
    action.startsWith('iot:'),
  )

describe('the functions are allowed', () => {
  let cloud: Cloud
  const called = { vending: new Set<string>(), sighting: new Set<string>(), tidying: new Set<string>() }

  /** Notes what was called since. */
  const note = (who: keyof typeof called): void => {
    for (const { name } of cloud.emulator.calls) called[who].add(`iot:${name}`)
    cloud.emulator.forgetCalls()
  }

  const makeRequest = async (): Promise<string> =>
    (await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: 'P1001' } })).pem

  beforeAll(async () => {
    cloud = await openCloud()
    const { machine, url, emulator } = cloud
    const vend = async (csr: string): Promise<Vended> =>
      ask(url, await grant(machine.store, 'P1001'), { serialNumber: 'P1001', csr })
    await enrol(machine.store, 'P1001')
    await fetch(`${url}/endpoints`)
    for (let round = 0; round < 2; round += 1) {
      const { thingName, certificateId } = await vend(await makeRequest())
      note('vending')
      await machine.see({ eventType: 'connected', clientId: thingName, principalIdentifier: certificateId })
      note('sighting')
    }
    // A third one that is never seen, and one for the same key that a worker left which was slower than its lease.
    const csr = await makeRequest()
    await vend(csr)
    await emulator.client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest: csr }))
    emulator.forgetCalls()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 86_400_000 })
    const { due, sweep } = await machine.tidy()
    vi.useRealTimers()
    note('tidying')
    expect([due.done, due.failed, sweep.orphans.length, sweep.failures]).toEqual([1, 0, 1, []])
  }, 60_000)

  afterAll(() => cloud.close())

  it('what the life of a device takes, from its first certificate to the end of its second', () => {
    expect(allowed(vending)).toEqual(expect.arrayContaining([...called.vending]))
    expect(allowed(sighting)).toEqual(expect.arrayContaining([...called.sighting]))
    expect(allowed(tidying)).toEqual(expect.arrayContaining([...called.tidying]))
    expect(called.vending).toContain('iot:CreateCertificateFromCsr')
    expect(called.sighting).toContain('iot:UpdateCertificate')
    expect(called.tidying).toContain('iot:DeleteCertificate')
  })

  it.each<[string, Function, readonly VendingUse[]]>([
    ['vending', vending, [{ kind: 'vend', endpoints: true }]],
    ['sightings', sighting, [{ kind: 'sight' }]],
    ['tidying', tidying, [{ kind: 'due' }, { kind: 'sweep' }]],
  ])('what %s needs', (_what, { Policies }, uses) => {
    const where = {
      partition: '${AWS::Partition}',
      region: '${AWS::Region}',
      accountId: '${AWS::AccountId}',
    } as const
    const deviceTable = '${DeviceTable.Arn}'
    const options = { ...where, registration: pumps, issuer: 'aws-iot', deviceTable, uses } as const
    expect(Policies[0]).toEqual(vendingIamPolicy(options))
  })

  it('of pumps nothing that is not one', () => {
    const things = JSON.stringify([vending.Policies, sighting.Policies, tidying.Policies]).match(/thing\/[^"]*/g)
    expect(new Set(things)).toEqual(new Set(['thing/pump-*']))
  })

  it('nothing beside it', () => {
    expect([vending, sighting, tidying].map(({ Policies }) => Policies.length)).toEqual([1, 1, 1])
  })

  it('less time than a claim is leased for', () => {
    expect(Globals.Function.Timeout * 1000).toBeLessThan(cloud.machine.vending.leaseMilliseconds)
  })
})

describe('the table', () => {
  it('has the key and the time to live that the store writes', () => {
    expect(table.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }])
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true })
  })

  it('outlives the stack', () => {
    expect(Resources.DeviceTable.DeletionPolicy).toBe('Retain')
    expect(table.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true)
  })
})

it('asks AWS IoT about pumps only, and which certificate they have', () => {
  const { Sql } = Resources.ConnectedRule.Properties.TopicRulePayload
  expect(Sql).toBe(
    "SELECT eventType, clientId, principalIdentifier FROM '$aws/events/presence/connected/#' WHERE startswith(clientId, 'pump-')",
  )
  expect(Resources.ConnectedPermission.Properties.SourceArn).toBe('ConnectedRule.Arn')
})

it('runs on a runtime that Lambda supports, in the account that it was deployed to', () => {
  expect(Globals.Function).toMatchObject({ Runtime: 'nodejs24.x', CodeUri: 'dist/' })
  expect(Globals.Function.Environment.Variables).toEqual({ TABLE_NAME: 'DeviceTable', ACCOUNT_ID: 'AWS::AccountId' })
})
