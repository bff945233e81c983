import { readFileSync } from 'node:fs'
import { type VendingUse, vendingIamPolicy } from '@thingplan/aws-adapter/vending'
import { createSealingKeyPair, hashSealingKey } from '@thingplan/pki/sealing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { enrol } from '../vending-machine/operator.js'
import { type Cloud, openCloud } from './demo/cloud.js'
import { lamps } from './registration.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Globals, Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })
const vending = Resources.VendingFunction.Properties
const sighting = Resources.SightingFunction.Properties
const tidying = Resources.TidyFunction.Properties

interface Statement {
  readonly Action: readonly string[]
  readonly Resource: unknown
  readonly Condition?: unknown
}

interface Function {
  readonly Policies: readonly { readonly Statement: readonly Statement[] }[]
}

const statementsOf = ({ Policies }: Function): readonly Statement[] => Policies.flatMap(({ Statement }) => Statement)

const allowed = (properties: Function, service: string): readonly string[] =>
  statementsOf(properties).flatMap(({ Action }) => Action.filter((action) => action.startsWith(`${service}:`)))

describe('the functions are allowed', () => {
  let cloud: Cloud
  const called = { vending: new Set<string>(), sighting: new Set<string>(), tidying: new Set<string>() }

  /** Notes what was called since. */
  const note = (who: keyof typeof called): void => {
    for (const { name } of cloud.emulator.calls) called[who].add(`iot:${name}`)
    cloud.emulator.forgetCalls()
  }

  beforeAll(async () => {
    cloud = await openCloud()
    const { machine, userPool, url, emulator } = cloud
    const { publicKey: sealingKey } = await createSealingKeyPair()
    await enrol(machine.store, 'L1001', [await hashSealingKey(sealingKey)])
    await machine.owners.give('L1001', 'ada')
    const vend = async (): Promise<Readonly<Record<string, string>>> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await userPool.signIn('ada')}` }
      const body = JSON.stringify({ serialNumber: 'L1001', sealingKey })
      const response = await fetch(`${url}/certificates`, { method: 'POST', headers, body })
      expect(response.status).toBe(200)
      return Object.fromEntries(Object.entries((await response.json()) ?? {}))
    }
    emulator.forgetCalls()
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let round = 0; round < 2; round += 1) {
      // The first answer is lost, and its certificate given up once nobody can be at work on it any more.
      await vend()
      vi.setSystemTime(Date.now() + machine.vending.leaseMilliseconds)
      const { certificateId, thingName } = await vend()
      note('vending')
      await machine.see({ eventType: 'connected', clientId: thingName, principalIdentifier: certificateId })
      note('sighting')
    }
    // A third one that is never seen.
    await vend()
    emulator.forgetCalls()
    vi.setSystemTime(Date.now() + machine.vending.overlapMilliseconds)
    const { due, sweep } = await machine.tidy()
    note('tidying')
    expect([due.done, due.failed, sweep.failures]).toEqual([1, 0, []])
  }, 60_000)

  afterAll(async () => {
    vi.useRealTimers()
    await cloud.close()
  })

  it('what the life of a lamp takes, with answers that are lost', () => {
    expect(allowed(vending, 'iot')).toEqual(expect.arrayContaining([...called.vending]))
    expect(allowed(sighting, 'iot')).toEqual(expect.arrayContaining([...called.sighting]))
    expect(allowed(tidying, 'iot')).toEqual(expect.arrayContaining([...called.tidying]))
    expect(called.vending).toContain('iot:RegisterCertificate')
    expect(called.sighting).toContain('iot:UpdateCertificate')
    expect(called.tidying).toContain('iot:UpdateCertificate')
  })

  it.each<[string, Function, readonly VendingUse[]]>([
    ['vending', vending, [{ kind: 'vend' }]],
    ['sightings', sighting, [{ kind: 'sight' }]],
    ['tidying', tidying, [{ kind: 'due' }, { kind: 'sweep' }]],
  ])('what %s needs', (_what, { Policies }, uses) => {
    const where = {
      partition: '${AWS::Partition}',
      region: '${AWS::Region}',
      accountId: '${AWS::AccountId}',
    } as const
    const deviceTable = '${DeviceTable.Arn}'
    const options = { ...where, registration: lamps, issuer: 'other', deviceTable, uses } as const
    expect(Policies[0]).toEqual(vendingIamPolicy(options))
  })

  it('of lamps nothing that is not one', () => {
    const things = JSON.stringify([vending.Policies, sighting.Policies, tidying.Policies]).match(/thing\/[^"]*/g)
    expect(new Set(things)).toEqual(new Set(['thing/lamp-*']))
  })

  it('to have one CA certify devices, and no CAs', () => {
    expect(allowed(vending, 'acm-pca')).toEqual(['acm-pca:GetCertificate', 'acm-pca:IssueCertificate'])
    expect(allowed(sighting, 'acm-pca')).toEqual([])
    const issue = statementsOf(vending).find(({ Action }) => Action.includes('acm-pca:IssueCertificate'))
    expect(issue?.Resource).toEqual(['CertificateAuthorityArn'])
    expect(issue?.Condition).toEqual({
      StringEquals: {
        'acm-pca:TemplateArn': 'arn:${AWS::Partition}:acm-pca:::template/EndEntityClientAuthCertificate/V1',
      },
    })
  })

  it('to read who owns a lamp, and not to change it', () => {
    const onOwners = [vending, sighting, tidying]
      .flatMap(statementsOf)
      .filter(({ Resource }) => JSON.stringify(Resource).includes('OwnerTable'))
    expect(onOwners.map(({ Action }) => Action)).toEqual([['dynamodb:GetItem']])
  })

  it('more time than AWS Private CA is waited for, and less than a claim is leased for', () => {
    expect(Globals.Function.Timeout).toBeGreaterThan(20)
    expect(Globals.Function.Timeout * 1000).toBeLessThan(cloud.machine.vending.leaseMilliseconds)
  })
})

it('the tables have the keys that are written, and outlive the stack', () => {
  const keys = [Resources.DeviceTable, Resources.OwnerTable].map(({ Properties, DeletionPolicy }) => [
    Properties.KeySchema[0].AttributeName,
    DeletionPolicy,
  ])
  expect(keys).toEqual([
    ['pk', 'Retain'],
    ['serialNumber', 'Retain'],
  ])
})

it('the functions are told everything that they ask their environment for', () => {
  const asked = readFileSync(new URL('handler.ts', import.meta.url), 'utf8').matchAll(/environment\('(\w+)'\)/g)
  const told = Object.keys(Globals.Function.Environment.Variables)
  expect(
    [...asked]
      .map(([, name]) => name)
      .filter((name) => name !== 'AWS_REGION')
      .sort(),
  ).toEqual(told.sort())
  expect(Globals.Function.Runtime).toBe('nodejs24.x')
})
