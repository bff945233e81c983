import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { paginateListCertificates } from '@aws-sdk/client-iot'
import type { DeviceStore } from '@thingplan/core/lifecycle'
import { createEmulator, type Emulator } from '@thingplan/emulator'
import { createSealingKeyPair } from '@thingplan/pki/sealing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mapBounded } from '../../concurrency/map-bounded.js'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { serveAccount } from '../../fixtures/bridge.js'
import { account } from '../../fixtures/emulated-account.js'
import { type Program, runProgram } from '../../fixtures/run-program.js'
import { serveFetch } from '../../fixtures/serve-fetch.js'
import { type StartedDynamoDb, startDynamoDb } from '../../fixtures/start-dynamodb.js'
import {
  certificateIds,
  createMachine,
  csrOf,
  enrol,
  fieldsOf,
  subject,
  token,
} from '../../fixtures/vending-machine.js'
import { createDynamoDbDeviceStore } from '../../stores/dynamodb/dynamodb-device-store.js'
import { sweepOrphans } from '../../sweep/sweep-orphans.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

let dynamoDb: StartedDynamoDb
let store: DeviceStore
const closing: (() => unknown)[] = []

beforeEach(async () => {
  dynamoDb = await startDynamoDb()
  await dynamoDb.createTable('devices', 'pk')
  store = createDynamoDbDeviceStore({ client: dynamoDb.client, tableName: 'devices' })
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await dynamoDb.stop()
})

const ask = (origin: string, body: object): Promise<Response> =>
  fetch(`${origin}/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('a thousand requests at once with one token', () => {
  it('end in one certificate for one of their keys, and in no orphan', async () => {
    const machine = createMachine({ store })
    const server = await serveFetch(machine.fetch)
    closing.push(server.close)
    await enrol(store)
    const csrs = await Promise.all(Array.from({ length: 5 }, () => csrOf()))
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        const response = await ask(server.origin, { serialNumber: 'SN-1', token, csr: csrs[index % csrs.length] })
        return { status: response.status, certificateId: (await fieldsOf(response))['certificateId'] }
      }),
    )
    const [certificateId, ...others] = await certificateIds(machine.emulator)
    expect(others).toEqual([])
    expect((await store.read('SN-1'))?.next).toMatchObject({ stage: 'ready', certificateId })
    const given = answers.filter(({ status }) => status === 200)
    expect(given.length).toBeGreaterThan(0)
    expect(new Set(given.map((answer) => answer.certificateId))).toEqual(new Set([certificateId]))
    expect(answers.filter(({ status }) => status !== 409)).toEqual(given)
  }, 60_000)
})

/** A device that asks until it has its certificate, whatever happens to those whom it asks. */
interface PersistentDevice {
  readonly serialNumber: string
  /** What it asks with; without a CSR its key is made by the machine, and lost with the answer. */
  readonly wish: object
}

const sealedDevice = (serialNumber: string): boolean => serialNumber.startsWith('SEALED-')

const enrolDevice = async (index: number): Promise<PersistentDevice> => {
  if (index % 2 === 0) {
    const serialNumber = `CSR-${index}`
    await enrol(store, serialNumber)
    return { serialNumber, wish: { csr: await csrOf(subject(serialNumber)) } }
  }
  const serialNumber = `SEALED-${index}`
  const { publicKey } = await createSealingKeyPair()
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  await enrol(store, serialNumber, { sealingKeyHashes: [hash] })
  return { serialNumber, wish: { sealingKey: publicKey } }
}

/** Servers as processes of their own, one after the other; the next one is started long before it is needed. */
const startServers = (accountOrigin: string, count: number) => {
  const endpoint = dynamoDb.endpoint
  const programs: Program[] = Array.from({ length: count }, () =>
    runProgram('vending-server.ts', endpoint, accountOrigin),
  )
  closing.push(() => {
    for (const { process } of programs) process.kill('SIGKILL')
  })
  const origins = programs.map((program) => program.line())
  let current = 0
  return {
    origin: () => origins[current] ?? Promise.reject(new Error('no server is left')),
    kill: (): void => {
      programs[current]?.process.kill('SIGKILL')
      current += 1
    },
    ready: () => Promise.all(origins),
  }
}

const persist = async ({ serialNumber, wish }: PersistentDevice, origin: () => Promise<string>): Promise<string> => {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await ask(await origin(), { serialNumber, token, ...wish }).catch(() => undefined)
    const answer = response === undefined ? undefined : await fieldsOf(response).catch(() => undefined)
    if (response?.status === 200 && answer?.['certificateId'] !== undefined) return answer['certificateId']
    if (response !== undefined && ![200, 409, 503].includes(response.status)) throw new Error(JSON.stringify(answer))
    // Others hold the lease, of a second; or whoever was asked is gone.
    await pause(200)
  }
  throw new Error(`${serialNumber} has asked in vain`)
}

const statusesOf = async ({ client }: Emulator): Promise<ReadonlyMap<string, string>> => {
  const statuses = new Map<string, string>()
  for await (const { certificates = [] } of paginateListCertificates({ client }, { pageSize: 250 })) {
    for (const { certificateId = '', status = '' } of certificates) statuses.set(certificateId, status)
  }
  return statuses
}

const idsWith = (statuses: ReadonlyMap<string, string>, wanted: string): readonly string[] =>
  [...statuses].flatMap(([id, status]) => (status === wanted ? [id] : [])).toSorted()

describe('a server that is killed twice in the middle of 200 issues', () => {
  it('leaves one current certificate per device, and nothing that a sweep does not find', async () => {
    const emulator = createEmulator({
      accountId: account.id,
      region: account.region,
      provisioning: { requestSubject: 'keep' },
    })
    let issued = 0
    const killAt = [50, 120]
    // The certificate exists, and whoever had it issued will never know.
    const bridge = await serveAccount(emulator.client, (operation, { certificateSigningRequest }) => {
      if (operation !== 'CreateCertificateFromCsrCommand') return
      issued += 1
      const [next = Number.POSITIVE_INFINITY] = killAt
      const isSealed = Buffer.from(
        String(certificateSigningRequest).replaceAll(/-----[^-]+-----|\s/g, ''),
        'base64',
      ).includes('SEALED-')
      if (issued < next || !isSealed) return
      killAt.shift()
      servers.kill()
    })
    closing.push(bridge.close)
    const servers = startServers(bridge.origin, 3)
    const devices = await mapBounded(
      Array.from({ length: 200 }, (_, index) => index),
      24,
      enrolDevice,
    )
    await servers.ready()

    const given = await mapBounded(devices, 24, (device) => persist(device, servers.origin))
    expect(killAt).toEqual([])
    expect(new Set(given).size).toBe(200)

    // Each connects with what it was given.
    const { vending } = createMachine()
    const see = createSightingHandler({
      vending,
      store,
      driver: createIotDriver({ client: emulator.client }),
      serialNumber: ({ clientId }) => clientId,
    })
    await mapBounded([...devices.entries()], 24, ([index, { serialNumber: clientId }]) =>
      see({ eventType: 'connected', clientId, principalIdentifier: given[index] }),
    )
    const records = await mapBounded(devices, 24, ({ serialNumber }) => store.read(serialNumber))
    expect(records.map((record) => [record?.current?.certificateId, record?.next, record?.retiring])).toEqual(
      given.map((certificateId) => [certificateId, undefined, undefined]),
    )
    const before = await statusesOf(emulator)
    expect(idsWith(before, 'ACTIVE')).toEqual([...given].toSorted())

    // What was issued and never recorded is INACTIVE, and goes; nothing else does.
    const clock = () => new Date(Date.now() + 3_600_000)
    const report = await sweepOrphans({
      client: emulator.client,
      store,
      leaseMilliseconds: 1000,
      clock,
      concurrency: 16,
    })
    expect(report.failures).toEqual([])
    expect(report.orphans.length).toBeGreaterThanOrEqual(2)
    expect(report.orphans.map(({ certificateId }) => certificateId).toSorted()).toEqual(idsWith(before, 'INACTIVE'))
    expect(report.orphans.every(({ serialNumber }) => sealedDevice(serialNumber))).toBe(true)
    const after = await statusesOf(emulator)
    expect([idsWith(after, 'ACTIVE'), idsWith(after, 'INACTIVE')]).toEqual([idsWith(before, 'ACTIVE'), []])
  }, 120_000)
})
