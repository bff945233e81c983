import { CreatePolicyCommand, CreateThingCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { createMqttDevices } from './bench/mqtt-devices.js'
import { checks } from './checks.js'
import { createFaultyClient, type Loss } from './fixtures/faulty-client.js'
import { accountId, createLiveAccount, type LiveAccount, region, roleArn } from './fixtures/live-account.js'
import { openLedger } from './ledger/ledger.js'
import { type RunResult, runChecks } from './run-checks.js'
import { runLive } from './run-live.js'

const prefix = 'thingplan-live-0a1b2c3d'

const runIn = async ({ store, tools }: LiveAccount, chosen = checks): Promise<RunResult> =>
  runChecks(chosen, await openLedger({ prefix, accountId, region }, store), roleArn, tools)

describe('the checks', () => {
  it('have ids of their own', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
  })

  it('find an emulator that does as it is read, over real connections, and leave nothing behind', async () => {
    const account = await createLiveAccount()
    const endpoint = await account.emulator.listen()
    try {
      const tools = {
        ...account.tools,
        devices: createMqttDevices(endpoint),
        patienceMs: 1_000,
        sleep: (ms: number) =>
          account.tools.sleep(ms).then(() => new Promise<void>((wake) => setTimeout(wake, Math.min(ms, 10)))),
      }
      const before = account.snapshot()
      const { results, leftovers } = await runIn({ ...account, tools })
      expect(results.filter(({ verdict }) => verdict !== 'as-read')).toEqual([])
      expect(results).toHaveLength(checks.length)
      expect(leftovers).toEqual([])
      expect(account.snapshot()).toEqual(before)
      expect(account.store.prefixes()).toEqual([])
    } finally {
      await endpoint.close()
    }
  }, 60_000)
})

describe('what is no answer', () => {
  it.each(['AccessDeniedException', 'UnauthorizedException', 'ThrottlingException'])(
    'is %s: of whichever call of a check, the check fails',
    async (name) => {
      for (const check of checks) {
        for (const refused of check.calls) {
          const account = await createLiveAccount(({ client }) => ({
            // The first four calls find out which account it is.
            client: createFaultyClient(
              client,
              'request',
              (index, operation) => index >= 4 && operation === refused,
              name,
            ),
            patienceMs: 2,
          }))
          const { results } = await runIn(account, [check])
          const verdicts = results.map(({ verdict }) => verdict)
          expect([check.id, refused, verdicts]).toEqual([check.id, refused, ['failed']])
        }
      }
    },
    60_000,
  )

  it.each(['JITP-03', 'JITP-04'])('is a thing that no template made (%s)', async (id) => {
    const account = await createLiveAccount(({ devices }) => ({
      devices: { ...devices, connect: async () => undefined },
    }))
    const { results } = await runIn(
      account,
      checks.filter((check) => check.id === id),
    )
    expect(results).toMatchObject([{ verdict: 'failed', observed: expect.stringContaining('no thing was made') }])
  })

  it('is no news either: another value of the serial number is', async () => {
    const account = await createLiveAccount(() => ({}), undefined, 'certificate')
    const { results } = await runIn(
      account,
      checks.filter(({ id }) => id === 'JITP-03'),
    )
    expect(results).toMatchObject([{ verdict: 'differs', observed: expect.stringContaining('serial number, in') }])
  })
})

/** What was in the account before, and must be there after. */
const inhabit = async ({ emulator }: LiveAccount): Promise<void> => {
  const policyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'iot:Connect', Resource: '*' }],
  })
  await emulator.client.send(new CreatePolicyCommand({ policyName: 'thingplan-live', policyDocument }))
  await emulator.client.send(new CreateThingCommand({ thingName: 'thingplan-live-ffffffff-thing' }))
}

describe.each(checks)('$id', (check) => {
  it.each<Loss>(['request', 'answer'])('leaves nothing behind, whichever %s is lost', async (loss) => {
    for (let position = 0; ; position += 1) {
      let calls = 0
      const account = await createLiveAccount(({ client }) => {
        const faulty = createFaultyClient(client, loss, (index) => {
          calls = index + 1
          return index === position
        })
        return { client: faulty, patienceMs: 2 }
      }, {})
      await inhabit(account)
      const before = account.snapshot()
      const { leftovers } = await runIn(account, [check])
      expect({ position, leftovers }).toEqual({ position, leftovers: [] })
      expect(account.snapshot()).toEqual(before)
      expect(account.store.prefixes()).toEqual([])
      if (calls <= position) return
    }
  })
})

describe('a run', () => {
  it('cleans up after an interruption, wherever it comes', async () => {
    for (let position = 0; position < 40; position += 1) {
      const interruption = new AbortController()
      const account = await createLiveAccount(({ client }) => ({
        signal: interruption.signal,
        patienceMs: 2,
        client: createFaultyClient(client, 'request', (index) => {
          if (index === position) interruption.abort()
          return false
        }),
      }))
      const before = account.snapshot()
      const { results, leftovers } = await runIn(account, checks.slice(0, 4))
      expect(leftovers).toEqual([])
      expect(account.snapshot()).toEqual(before)
      if (results.every(({ verdict }) => verdict !== 'skipped')) return
    }
  })

  it('says what could not be taken away, and keeps the ledger, with which it is taken away later', async () => {
    let isBroken = true
    const account = await createLiveAccount(({ client }) => ({
      client: createFaultyClient(client, 'request', (_index, name) => isBroken && name === 'DeleteThing'),
    }))
    const before = account.snapshot()
    const world = { ...account.world }
    const given = ['--account', accountId, '--region', region]
    expect(await runLive([...given, '--only', 'THING-03'], world)).toBe(1)
    expect(account.printed.join('\n')).toContain(`left over: thing ${prefix}-thing-03-thing (TimeoutError)`)
    expect(account.store.prefixes()).toEqual([prefix])
    isBroken = false
    expect(await runLive([...given, '--clean-up', prefix], world)).toBe(0)
    expect(account.snapshot()).toEqual(before)
    expect(account.store.prefixes()).toEqual([])
  })

  it('keeps the ledger, and touches nothing, where the credentials of a clean-up are of another account', async () => {
    const mine = ['--account', '999999999999', '--region', region]
    const account = await createLiveAccount()
    const ledger = await openLedger({ prefix, accountId: '999999999999', region }, account.store)
    await ledger.note({ kind: 'thing', name: `${prefix}-thing` })
    const before = account.snapshot()
    expect(await runLive([...mine, '--clean-up', prefix], account.world)).toBe(2)
    expect(account.printed.join('\n')).toContain('the credentials are not of account 999999999999')
    expect(account.snapshot()).toEqual(before)
    expect(account.store.prefixes()).toEqual([prefix])
  })

  it('makes no check in another account than was named', async () => {
    const account = await createLiveAccount()
    const before = account.snapshot()
    const code = await runLive(['--account', '999999999999', '--region', region], account.world)
    expect(code).toBe(2)
    expect(account.printed.join('\n')).toContain('the credentials are not of account 999999999999')
    expect(account.snapshot()).toEqual(before)
  })
})
