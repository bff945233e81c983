import { CreateCertificateFromCsrCommand, type IoTClient } from '@aws-sdk/client-iot'
import { createEmulator } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { createIotIssuer } from '../authority/issuer/create-iot-issuer.js'
import { createIotKeysIssuer } from '../authority/issuer/create-iot-keys-issuer.js'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { describeEndpoints } from '../endpoint/describe-endpoints.js'
import { confine } from '../fixtures/confine.js'
import { account } from '../fixtures/emulated-account.js'
import { createMachine, csrOf, enrol, pumpOf, pumps, token, vend } from '../fixtures/vending-machine.js'
import { createSightingHandler } from '../handlers/sighting/create-sighting-handler.js'
import { runDue } from '../handlers/sighting/run-due.js'
import { sweepOrphans } from '../sweep/sweep-orphans.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type VendingIamPolicyOptions, type VendingUse, vendingIamPolicy } from './vending-iam-policy.js'

const where = { partition: 'aws', region: account.region, accountId: account.id } as const
const deviceTable = 'arn:aws:dynamodb:eu-central-1:123456789012:table/devices'

const policyOf = (use: VendingUse, options: Partial<VendingIamPolicyOptions> = {}): IamPolicyDocument =>
  vendingIamPolicy({ ...where, registration: pumps, issuer: 'aws-iot', deviceTable, uses: [use], ...options })

const openAccount = (): IoTClient =>
  createEmulator({
    accountId: account.id,
    region: account.region,
    transport: 'fast',
    provisioning: { requestSubject: 'keep' },
  }).client

const second = 'BBECAwQFBgcICQoLDA0ODw'

describe('functions that may do what the policy of their use allows, and nothing else', () => {
  it('vend, are told of devices, do what is due, and sweep', async () => {
    const client = openAccount()
    const vending = confine(client, policyOf({ kind: 'vend', endpoints: true }))
    const machine = createMachine({
      issuer: createIotIssuer({ client: vending.confined }),
      driver: createIotDriver({ client: vending.confined }),
      endpoints: () => describeEndpoints(vending.confined),
    })
    await enrol(machine.store)
    await enrol(machine.store, 'SN-2')
    const first = await vend(machine)
    await vend(machine, 'SN-2')
    expect((await machine.call({ method: 'GET', path: '/endpoints' })).status).toBe(200)

    const sighting = confine(client, policyOf({ kind: 'sight' }))
    const see = createSightingHandler({
      vending: machine.vending,
      store: machine.store,
      driver: createIotDriver({ client: sighting.confined }),
      serialNumber: ({ clientId }) => clientId,
    })
    await see({ clientId: 'SN-1', principalIdentifier: first })
    machine.time = new Date(machine.time.getTime() + 60_000)
    await enrol(machine.store, 'SN-1', { token: second })
    await enrol(machine.store, 'SN-2', { token: second })
    const next = await vend(machine, 'SN-1', second)
    await vend(machine, 'SN-2', second)
    expect(await see({ clientId: 'SN-1', principalIdentifier: next })).toMatchObject({
      transitions: ['seen-retiring', 'retire', 'retired'],
    })

    const due = confine(client, policyOf({ kind: 'due' }))
    const clock = () => new Date(machine.time.getTime() + 86_400_001)
    const { vending: rules, store } = machine
    const driver = createIotDriver({ client: due.confined })
    expect(await runDue({ vending: rules, store, driver, clock })).toMatchObject({ done: 1, failed: 0 })

    const sweeping = confine(client, policyOf({ kind: 'sweep' }))
    const leftover = new CreateCertificateFromCsrCommand({ certificateSigningRequest: await csrOf() })
    await client.send(leftover)
    await sweepOrphans({
      client: sweeping.confined,
      store,
      leaseMilliseconds: 60_000,
      clock: () => new Date('2099-01-01'),
    })

    expect([vending.denied, sighting.denied, due.denied, sweeping.denied]).toEqual([[], [], [], []])
  })

  it('have AWS IoT make keys, and take back those that nobody took', async () => {
    const { confined, denied, used } = confine(openAccount(), policyOf({ kind: 'vend' }, { issuer: 'aws-iot-keys' }))
    const machine = createMachine(
      {
        issuer: createIotKeysIssuer({ client: confined }),
        driver: createIotDriver({ client: confined }),
        unsafeFirstMachineFormat: true,
      },
      { registration: pumpOf, unsafePlainKeys: true },
    )
    await enrol(machine.store)
    const ask = () => machine.post({ serialNumber: 'SN-1', deviceToken: token }, {}, '/getcert')
    await Promise.all([ask(), ask()])
    expect(denied).toEqual([])
    expect([...used]).toEqual(expect.arrayContaining(['iot:CreateKeysAndCertificate', 'iot:DeleteCertificate']))
  })

  it('have nothing issued by AWS IoT where another CA is to do so', async () => {
    const client = openAccount()
    const { confined, denied } = confine(client, policyOf({ kind: 'vend' }, { issuer: 'other' }))
    const machine = createMachine({
      issuer: createIotIssuer({ client: confined }),
      driver: createIotDriver({ client: confined }),
    })
    await enrol(machine.store)
    expect((await machine.post({ serialNumber: 'SN-1', token, csr: await csrOf() })).status).toBe(503)
    expect(denied).toEqual(['iot:CreateCertificateFromCsr on *'])
  })
})

const actionsOf = (policy: IamPolicyDocument): readonly string[] => policy.Statement.flatMap(({ Action }) => Action)

describe('the policy', () => {
  it('is next to nothing where devices are registered at their first connection', () => {
    const policy = policyOf({ kind: 'vend' }, { registration: 'just-in-time', issuer: 'other' })
    expect(policy.Statement).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: [deviceTable] },
      {
        Effect: 'Allow',
        Action: ['iot:DescribeCertificate', 'iot:UpdateCertificate'],
        Resource: ['arn:aws:iot:eu-central-1:123456789012:cert/*'],
      },
    ])
  })

  it('registers certificates only where AWS IoT has not issued them', () => {
    for (const use of [{ kind: 'vend' }, { kind: 'sight' }, { kind: 'due' }] as const) {
      expect(actionsOf(policyOf(use))).not.toContain('iot:RegisterCertificate')
      expect(actionsOf(policyOf(use, { issuer: 'other' }))).toContain('iot:RegisterCertificate')
    }
  })

  it('has shadows only for whom they are', () => {
    const vend = { kind: 'vend' } as const
    expect(actionsOf(policyOf(vend))).not.toContain('iot:UpdateThingShadow')
    expect(actionsOf(policyOf({ ...vend, shadow: true }))).toContain('iot:UpdateThingShadow')
  })

  it('lets nobody delete certificates but the sweep, and the sweep attach nothing', () => {
    for (const use of [{ kind: 'vend' }, { kind: 'sight' }, { kind: 'due' }] as const) {
      expect(actionsOf(policyOf(use))).not.toContain('iot:DeleteCertificate')
    }
    const sweep = actionsOf(policyOf({ kind: 'sweep' }))
    expect(sweep).toContain('iot:DeleteCertificate')
    expect(sweep).not.toContain('iot:AttachPolicy')
  })

  it.each<[object, string]>([
    [{ deviceTable: '*' }, 'deviceTable'],
    [{ uses: [{ kind: 'vending' }] }, 'uses'],
    [{ issuer: 'acm-pca' }, 'issuer'],
    [{ accountId: '*' }, 'accountId'],
    [{ table: deviceTable }, 'table'],
  ])('is refused for %j', (wrong, field) => {
    expect(() => policyOf({ kind: 'due' }, wrong)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
