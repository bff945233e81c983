import { CreateThingCommand, DescribeThingCommand } from '@aws-sdk/client-iot'
import {
  InternalFailureException,
  PublishCommand,
  ServiceUnavailableException,
  ThrottlingException,
} from '@aws-sdk/client-iot-data-plane'
import { describe, expect, it } from 'vitest'
import { stillness } from '../clock/stillness.js'
import { createVirtualClock } from '../clock/virtual-clock.js'
import { createDataClient } from '../data-plane/create-data-client.js'
import type { Emulator } from '../emulator.js'
import { scriptedFaults } from '../fault/scripted-faults.js'
import { emptyAccount } from '../fixtures/account.js'

const create = (thingName: string) => new CreateThingCommand({ thingName })
const publish = new PublishCommand({ topic: 'orders', payload: 'go' })
const thingsOf = (emulator: Emulator): readonly string[] => Object.keys(emulator.snapshot().things)

/** Whether a promise has settled by the time that everything else has. */
const hasSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  let settled = false
  const settle = (): void => {
    settled = true
  }
  promise.then(settle, settle)
  await stillness()
  return settled
}

describe('a process', () => {
  it.each([
    ['before-effect', []],
    ['after-effect', ['one']],
  ] as const)(
    'FAULT-07 dies %s: its promise never settles, and nothing that it still asks for arrives',
    async (when, things) => {
      const emulator = emptyAccount()
      const process = emulator.createProcess({ faults: scriptedFaults({ 0: { kind: 'process-death', when } }) })
      const client = emulator.createClient({ process })
      // At the same moment, as steps of a plan are that do not wait for one another.
      const answers = [client.send(create('one')), client.send(create('two'))]
      await process.died
      answers.push(client.send(create('three')))
      expect(await Promise.all(answers.map(hasSettled))).toEqual([false, false, false])
      expect(process.isDead).toBe(true)
      expect(thingsOf(emulator)).toEqual(things)
      expect(emulator.calls).toHaveLength(1)
    },
  )

  it('FAULT-07 dies alone: other clients go on', async () => {
    const emulator = emptyAccount()
    const faults = scriptedFaults({ 0: { kind: 'process-death', when: 'before-effect' } })
    const unheard = emulator.createClient({ faults }).send(create('one'))
    await emulator.createClient({ faults: () => undefined }).send(create('two'))
    await emulator.client.send(create('three'))
    expect(await hasSettled(unheard)).toBe(false)
    expect(thingsOf(emulator)).toEqual(['three', 'two'])
  })

  it('FAULT-08 counts the requests of all its clients together, and dies with all of them', async () => {
    const emulator = emptyAccount()
    const seen: string[] = []
    const process = emulator.createProcess({
      faults: ({ index, name }) => {
        seen.push(`${index} ${name}`)
        return index === 3 ? { kind: 'process-death', when: 'after-effect' } : undefined
      },
    })
    const client = emulator.createClient({ process })
    const dataClient = createDataClient(emulator, { process, transport: 'fast' })
    await client.send(create('one'))
    await dataClient.send(publish)
    expect(await process.request('Store.put', { key: 'one' }, () => 'stored')).toBe('stored')
    const last = emulator.publish('orders', 'stop', { process })
    await process.died
    const late = [client.send(create('two')), dataClient.send(publish), process.request('Store.get', {}, () => 'found')]
    expect(await Promise.all([last, ...late].map(hasSettled))).toEqual([false, false, false, false])
    expect(seen).toEqual(['0 CreateThing', '1 Publish', '2 Store.put', '3 Publish'])
    expect(emulator.calls.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      'CreateThing: success',
      'Publish: success',
      'Publish: success',
    ])
  })

  it('FAULT-08 can be killed between two requests, and while an answer is on its way', async () => {
    const clock = createVirtualClock({ start: new Date('2030-01-01T00:00:00Z') })
    const emulator = emptyAccount({ clock })
    const process = emulator.createProcess({ faults: () => ({ kind: 'latency', ms: 100 }) })
    const client = emulator.createClient({ process })
    const first = client.send(create('one'))
    await clock.advance(100)
    await first
    const unheard = [client.send(create('two')), client.send(new DescribeThingCommand({ thingName: 'nobody' }))]
    await clock.advance(50)
    process.kill()
    await process.died
    await clock.run()
    expect(await Promise.all(unheard.map(hasSettled))).toEqual([false, false])
    expect(thingsOf(emulator)).toEqual(['one', 'two'])
  })

  it.each([
    ['throttled', ThrottlingException],
    ['internal-failure', InternalFailureException],
    ['service-unavailable', ServiceUnavailableException],
  ] as const)('FAULT-08 meets Publish with the exceptions of the data plane: %s', async (kind, Exception) => {
    const emulator = emptyAccount()
    const client = createDataClient(emulator, { transport: 'fast', faults: () => ({ kind }) })
    await expect(client.send(publish)).rejects.toBeInstanceOf(Exception)
    expect(emulator.calls).toMatchObject([{ name: 'Publish', fault: { kind } }])
  })

  it.each(['before-effect', 'after-effect'] as const)(
    'FAULT-08 loses the connection of Publish %s, which the SDK tries again',
    async (when) => {
      const clock = createVirtualClock({ start: new Date('2030-01-01T00:00:00Z') })
      const emulator = emptyAccount({ clock })
      const faults = scriptedFaults({ 0: { kind: 'connection-lost', when } })
      const answered = createDataClient(emulator, { faults }).send(publish)
      await clock.run()
      expect((await answered).$metadata.attempts).toBe(2)
      expect(emulator.calls.map(({ outcome }) => outcome)).toEqual([
        when === 'before-effect' ? 'connection-lost' : 'success',
        'success',
      ])
    },
  )
})
