import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  DescribeThingCommand,
  DetachPolicyCommand,
  type IoTClient,
  IoTServiceException,
  ListAttachedPoliciesCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../clock/virtual-clock.js'
import type { Emulator } from '../emulator.js'
import type { EmulatorOptions } from '../emulator-options.js'
import type { Fault, Faults } from '../fault/fault.js'
import { randomFaults } from '../fault/random-faults.js'
import { scriptedFaults } from '../fault/scripted-faults.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { anything } from '../fixtures/policies.js'

const start = new Date('2030-01-01T00:00:00Z')
const create = (thingName = 'sensor-1') => new CreateThingCommand({ thingName })
const describeThing = (thingName = 'sensor-1') => new DescribeThingCommand({ thingName })
const first = (fault: Fault): Faults => scriptedFaults({ 0: fault })

const accountInTime = (
  options: Partial<EmulatorOptions> = {},
): { readonly clock: VirtualClock; readonly emulator: Emulator } => {
  const clock = createVirtualClock({ start })
  return { clock, emulator: emptyAccount({ clock, ...options }) }
}

const errorOf = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(() => undefined).catch((error) => error)
const logOf = ({ calls }: Emulator): readonly string[] => calls.map(({ name, outcome }) => `${name}: ${outcome}`)
const thingsOf = (emulator: Emulator): readonly string[] => Object.keys(emulator.snapshot().things)

describe('a fault', () => {
  it.each([
    ['FAULT-01 throttled', 'throttled', 'ThrottlingException', 400],
    ['FAULT-02 internal-failure', 'internal-failure', 'InternalFailureException', 500],
    ['FAULT-02 service-unavailable', 'service-unavailable', 'ServiceUnavailableException', 503],
  ] as const)('%s is an exception of the SDK, and nothing has happened', async (_, kind, name, httpStatusCode) => {
    const emulator = emptyAccount()
    const error = await errorOf(emulator.createClient({ faults: first({ kind }) }).send(create()))
    expect(error).toBeInstanceOf(IoTServiceException)
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode } })
    expect(thingsOf(emulator)).toEqual([])
    expect(emulator.calls).toEqual([
      { name: 'CreateThing', input: { thingName: 'sensor-1' }, outcome: name, fault: { kind } },
    ])
  })

  it.each([
    ['before-effect', []],
    ['after-effect', ['sensor-1']],
  ] as const)('FAULT-03 connection-lost looks the same %s', async (when, things) => {
    const emulator = emptyAccount()
    const client = emulator.createClient({ faults: first({ kind: 'connection-lost', when }) })
    const error = await errorOf(client.send(create()))
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET', message: 'socket hang up' })
    expect(thingsOf(emulator)).toEqual(things)
  })

  it('FAULT-03 connection-lost after the effect hides a refusal as well', async () => {
    const emulator = emptyAccount()
    const client = emulator.createClient({ faults: first({ kind: 'connection-lost', when: 'after-effect' }) })
    expect(await errorOf(client.send(describeThing('nobody')))).toMatchObject({ code: 'ECONNRESET' })
    expect(logOf(emulator)).toEqual(['DescribeThing: ResourceNotFoundException'])
  })

  it.each([
    ['throttled', { kind: 'throttled' }, 'ThrottlingException'],
    ['internal-failure', { kind: 'internal-failure' }, 'InternalFailureException'],
    ['service-unavailable', { kind: 'service-unavailable' }, 'ServiceUnavailableException'],
    ['lost before', { kind: 'connection-lost', when: 'before-effect' }, 'connection-lost'],
    ['lost after', { kind: 'connection-lost', when: 'after-effect' }, 'success'],
  ] as const)('FAULT-04 is what the SDK tries again, a request of its own each time: %s', async (_, fault, outcome) => {
    const { clock, emulator } = accountInTime({ transport: 'full' })
    const answered = emulator.createClient({ faults: first(fault) }).send(create())
    await clock.run()
    expect((await answered).$metadata.attempts).toBe(2)
    expect(logOf(emulator)).toEqual([`CreateThing: ${outcome}`, 'CreateThing: success'])
  })

  it('FAULT-04 is not tried again by the fast transport, which is none of the SDK', async () => {
    const emulator = emptyAccount({ transport: 'fast' })
    await errorOf(emulator.createClient({ faults: first({ kind: 'throttled' }) }).send(create()))
    expect(emulator.calls).toHaveLength(1)
  })

  it('FAULT-05 latency: the effect at once, its answer after so many milliseconds of the clock', async () => {
    const { clock, emulator } = accountInTime()
    const client = emulator.createClient({ faults: () => ({ kind: 'latency', ms: 250 }) })
    const answers: string[] = []
    const noteTime = (what: string) => () => answers.push(`${what} after ${clock.now().getTime() - start.getTime()} ms`)
    client.send(create()).then(noteTime('created'))
    client.send(describeThing('nobody')).catch(noteTime('refused'))
    await clock.advance(249)
    expect(thingsOf(emulator)).toEqual(['sensor-1'])
    expect(answers).toEqual([])
    await clock.run()
    expect(answers.sort()).toEqual(['created after 250 ms', 'refused after 250 ms'])
  })

  it('FAULT-05 latency waits on the timers of the system where there is no virtual clock', async () => {
    const client = emptyAccount().createClient({ faults: () => ({ kind: 'latency', ms: 1 }) })
    await expect(client.send(create())).resolves.toMatchObject({ thingName: 'sensor-1' })
  })

  const stale: Faults = () => ({ kind: 'stale-read' })

  it('FAULT-06 stale-read: what was just made is not there yet, and what was just changed is as before', async () => {
    const emulator = emptyAccount()
    const late = emulator.createClient({ faults: stale })
    await emulator.client.send(create())
    expect(await errorOf(late.send(describeThing()))).toMatchObject({ name: 'ResourceNotFoundException' })
    await emulator.client.send(
      new UpdateThingCommand({ thingName: 'sensor-1', attributePayload: { attributes: { room: '7' } } }),
    )
    expect((await late.send(describeThing())).attributes).toEqual({})
    expect((await emulator.client.send(describeThing())).attributes).toEqual({ room: '7' })
  })

  it('FAULT-06 stale-read goes back by one change of the registry, whatever it was, and by reads not at all', async () => {
    const emulator = emptyAccount()
    const late = emulator.createClient({ faults: stale })
    await emulator.client.send(create('one'))
    await emulator.client.send(create('two'))
    await emulator.client.send(describeThing('one'))
    expect((await late.send(describeThing('one'))).thingName).toBe('one')
    expect(await errorOf(late.send(describeThing('two')))).toMatchObject({ name: 'ResourceNotFoundException' })
    expect(thingsOf(emulator)).toEqual(['one', 'two'])
  })

  it('FAULT-06 stale-read knows attachments, and does not disturb a write', async () => {
    const emulator = emptyAccount()
    const late = emulator.createClient({ faults: stale })
    const target = `${arnPrefix}cert/${'a'.repeat(64)}`
    await late.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
    expect(await errorOf(late.send(new AttachPolicyCommand({ policyName: 'p', target })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('aaaa'),
    })
    expect(await errorOf(late.send(new ListAttachedPoliciesCommand({ target })))).toBeInstanceOf(IoTServiceException)
    expect(emulator.calls.map(({ fault }) => fault?.kind)).toEqual([undefined, undefined, 'stale-read'])
  })

  it.each([
    ['after the last request', [create(), 1000], { thing: 'found', policies: 1 }],
    ['with the last request', [1000, create()], { thing: 'missing', policies: 0 }],
  ] as const)(
    'FAULT-06 stale-read takes for a change of its own what time has brought about: %s',
    async (_, steps, seen) => {
      const { clock, emulator } = accountInTime({ detachDelays: { policy: 1000 } })
      const { client } = emulator
      const target = `${arnPrefix}thinggroup/site`
      await client.send(new CreateThingGroupCommand({ thingGroupName: 'site' }))
      await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
      await client.send(new AttachPolicyCommand({ policyName: 'p', target }))
      await client.send(new DetachPolicyCommand({ policyName: 'p', target }))
      for (const step of steps) await (typeof step === 'number' ? clock.advance(step) : client.send(step))
      const late = emulator.createClient({ faults: stale })
      const thing = await late.send(describeThing()).then(
        () => 'found',
        () => 'missing',
      )
      const { policies = [] } = await late.send(new ListAttachedPoliciesCommand({ target }))
      expect({ thing, policies: policies.length }).toEqual(seen)
    },
  )

  const everyKind: Readonly<Record<string, readonly [Fault, outcome: string]>> = {
    throttled: [{ kind: 'throttled' }, 'ThrottlingException'],
    'internal-failure': [{ kind: 'internal-failure' }, 'InternalFailureException'],
    'service-unavailable': [{ kind: 'service-unavailable' }, 'ServiceUnavailableException'],
    'lost before': [{ kind: 'connection-lost', when: 'before-effect' }, 'connection-lost'],
    'lost after': [{ kind: 'connection-lost', when: 'after-effect' }, 'ResourceNotFoundException'],
    latency: [{ kind: 'latency', ms: 1 }, 'ResourceNotFoundException'],
    'stale read': [{ kind: 'stale-read' }, 'ResourceNotFoundException'],
    'death before': [{ kind: 'process-death', when: 'before-effect' }, 'process-death'],
    'death after': [{ kind: 'process-death', when: 'after-effect' }, 'ResourceNotFoundException'],
  }

  it.each(Object.entries(everyKind))(
    'FAULT-09 is in the log, with what has become of the request in the registry: %s',
    async (_, [fault, outcome]) => {
      const { clock, emulator } = accountInTime()
      void errorOf(emulator.createClient({ faults: first(fault) }).send(describeThing('nobody')))
      await clock.run()
      expect(emulator.calls).toEqual([{ name: 'DescribeThing', input: { thingName: 'nobody' }, outcome, fault }])
    },
  )

  const rates = {
    throttled: 0.1,
    'internal-failure': 0.05,
    'service-unavailable': 0.05,
    'connection-lost': 0.1,
    latency: 0.4,
    'stale-read': 0.1,
    'process-death': 0.01,
  }

  /** A worker that creates, looks at and changes things. */
  const work = async (client: IoTClient): Promise<void> => {
    for (let thing = 0; thing < 12; thing += 1) {
      const thingName = `sensor-${thing}`
      await errorOf(client.send(create(thingName)))
      await errorOf(client.send(describeThing(thingName)))
      const attributePayload = { attributes: { [`a${thing % 3}`]: '1' }, merge: true }
      await errorOf(client.send(new UpdateThingCommand({ thingName, attributePayload })))
    }
  }

  const report = async (seed: number): Promise<string> => {
    const { clock, emulator } = accountInTime({ transport: 'full', quotas: { UpdateThing: 2 } })
    for (let worker = 0; worker < 3; worker += 1) {
      void work(emulator.createClient({ faults: randomFaults({ seed: seed + worker, rates }) }))
    }
    await clock.run()
    return JSON.stringify({ now: clock.now(), calls: emulator.calls, registry: emulator.snapshot({ volatile: true }) })
  }

  it('FAULT-10 comes again with its seed: the same calls, registry and time, byte for byte', async () => {
    const [once, again, other] = [await report(1), await report(1), await report(100)]
    expect(again).toBe(once)
    expect(other).not.toBe(once)
    for (const kind of Object.keys(rates)) expect(once).toContain(`"kind":"${kind}"`)
  })

  it('FAULT-11 is tried again after the longest of the waits that the SDK draws from, on a virtual clock', async () => {
    const { clock, emulator } = accountInTime({ transport: 'full' })
    const waits = async (fault: Fault): Promise<number> => {
      const before = clock.now().getTime()
      const client = emulator.createClient({ faults: () => fault, maxAttempts: 4 })
      const refused = errorOf(client.send(create()))
      await clock.run()
      await refused
      return clock.now().getTime() - before
    }
    expect(await waits({ kind: 'throttled' })).toBe(1000 + 2000 + 4000)
    expect(await waits({ kind: 'service-unavailable' })).toBe(50 + 100 + 200)
    expect(emulator.calls).toHaveLength(8)
  })

  it('FAULT-11 is tried again after waits of the system without a virtual clock', async () => {
    const emulator = emptyAccount({ transport: 'full' })
    const client = emulator.createClient({ faults: first({ kind: 'service-unavailable' }) })
    expect((await client.send(create())).$metadata.attempts).toBe(2)
  })

  it('FAULT-12 meets the default client by an option of the emulator, and no other', async () => {
    const emulator = emptyAccount({ faults: () => ({ kind: 'throttled' }) })
    expect(await errorOf(emulator.client.send(create()))).toMatchObject({ name: 'ThrottlingException' })
    await emulator.createClient().send(create())
    expect(logOf(emulator)).toEqual(['CreateThing: ThrottlingException', 'CreateThing: success'])
  })

  it('FAULT-12 is asked for with the request that has arrived, and its index', async () => {
    const emulator = emptyAccount()
    const arrived: unknown[] = []
    const faults: Faults = (request) => {
      arrived.push(request)
      return undefined
    }
    const client = emulator.createClient({ faults })
    await client.send(create())
    await client.send(describeThing())
    const input = { thingName: 'sensor-1' }
    expect(arrived).toEqual([
      { index: 0, name: 'CreateThing', input },
      { index: 1, name: 'DescribeThing', input },
    ])
  })

  it('FAULT-13 that does not exist, and faults that are none, are refused', async () => {
    const emulator = emptyAccount()
    const client = emulator.createClient({ faults: () => Object.create({ kind: 'bad-luck' }) })
    expect(await errorOf(client.send(create()))).toMatchObject({ code: 'emulator-option', field: 'faults' })
    for (const options of [
      { faults: {} },
      { process: {} },
      { faults: () => undefined, process: emulator.createProcess() },
    ]) {
      expect(() => Reflect.apply(emulator.createClient, undefined, [options])).toThrow(
        expect.objectContaining({ code: 'emulator-option' }),
      )
    }
    expect(() => Reflect.apply(emulator.createProcess, undefined, [{ fault: 1 }])).toThrow(
      expect.objectContaining({ field: 'fault' }),
    )
  })
})
