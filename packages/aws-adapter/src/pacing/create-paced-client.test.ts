import { AttachPolicyCommand, CreateThingCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { createVirtualClock, type VirtualClock } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { noteLapse } from '../driver/lapse.js'
import { awsError } from '../fixtures/aws-error.js'
import { sharedQuota } from '../fixtures/shared-quota.js'
import {
  createPacedClient,
  type PacedClient,
  type PacedClientOptions,
  type SendsCommands,
} from './create-paced-client.js'

const start = new Date('2030-01-01T00:00:00Z')
const describing = (certificateId = 'c'): DescribeCertificateCommand =>
  new DescribeCertificateCommand({ certificateId })

interface Scene<Client extends SendsCommands> {
  readonly clock: VirtualClock
  readonly paced: PacedClient<Client>
  /** Seconds since the start. */
  now(): number
}

const paceClient = <Client extends SendsCommands>(
  client: Client,
  options: PacedClientOptions = {},
  clock: VirtualClock = createVirtualClock({ start }),
): Scene<Client> => {
  const paced = createPacedClient(client, { burstMs: 0, clock: clock.now, sleep: (ms) => clock.sleep(ms), ...options })
  return { clock, paced, now: () => (clock.now().getTime() - start.getTime()) / 1000 }
}

/** A client that notes what is sent, and answers at once. */
const noting = (answer: (command: object) => object = () => ({})) => {
  const sent: object[] = []
  const send = async (command: object): Promise<object> => {
    sent.push(command)
    return answer(command)
  }
  return { client: { send }, sent }
}

const idsOf = (sent: readonly object[]): readonly unknown[] =>
  sent.map((command) => (command instanceof DescribeCertificateCommand ? command.input.certificateId : command))

describe('createPacedClient', () => {
  it('answers as the client does', async () => {
    const { paced } = paceClient(noting(() => ({ thingId: '7' })).client)
    await expect(paced.send(new CreateThingCommand({ thingName: 't' }))).resolves.toEqual({ thingId: '7' })
  })

  it('fails with the timer, and leaves nobody waiting', async () => {
    const { client, sent } = noting()
    const sleep = () => Promise.reject(new Error('no timer'))
    const { paced } = paceClient(client, { sleep })
    const calls = [describing('a'), describing('b'), describing('c')].map((command) => paced.send(command))
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect([idsOf(sent), paced.lanes()[0]?.waiting]).toEqual([['a'], 0])
  })

  it('calls as a method of the client, with all that it was called with', async () => {
    const client = {
      region: 'eu-central-1',
      async send(command: DescribeCertificateCommand, options: { readonly requestTimeout: number }) {
        return [this.region, command.input.certificateId, options.requestTimeout]
      },
    }
    const { paced } = paceClient(client)
    await expect(paced.send(describing('id'), { requestTimeout: 3 })).resolves.toEqual(['eu-central-1', 'id', 3])
  })

  it.each([
    ['the default quota', {}, 5],
    ['a share of it', { share: 0.5 }, 10],
    ['a quota that was raised', { quotas: { DescribeCertificate: 50 } }, 1],
  ])('spaces calls by %s', async (_, options, seconds) => {
    const { clock, paced, now } = paceClient(noting().client, options)
    const all = Promise.all(Array.from({ length: 51 }, () => paced.send(describing())))
    await clock.run()
    await all
    expect(now()).toBeCloseTo(seconds, 0)
  })

  it('keeps each operation to its own quota, and what is not documented to ten', async () => {
    class ListWidgetsCommand {}
    const { clock, paced } = paceClient(noting().client)
    const sending = [
      describing(),
      new CreateThingCommand({ thingName: 't' }),
      new AttachPolicyCommand({ policyName: 'p', target: 't' }),
    ]
    const all = Promise.all([...sending, new ListWidgetsCommand()].map((command) => paced.send(command)))
    await clock.run()
    await all
    expect(paced.lanes().map(({ operation, ceiling }) => [operation, ceiling])).toEqual([
      ['DescribeCertificate', 10],
      ['CreateThing', 100],
      ['AttachPolicy', 15],
      ['ListWidgets', 10],
    ])
  })

  it('lets calls go in the order in which they came', async () => {
    const { client, sent } = noting()
    const { clock, paced } = paceClient(client)
    const commands = Array.from({ length: 40 }, (_, index) => describing(`${index}`))
    const all = Promise.all(commands.map((command) => paced.send(command)))
    await clock.run()
    await all
    expect(sent).toEqual(commands)
  })

  it('fails as the client does, and is not slowed by it', async () => {
    const failure = awsError('LimitExceededException')
    const { paced } = paceClient({ send: async (_command: object) => Promise.reject(failure) })
    await expect(paced.send(describing())).rejects.toBe(failure)
    expect(paced.lanes()).toMatchObject([{ rate: 10, throttled: 0 }])
  })

  it.each<[string, PacedClientOptions | Record<string, unknown>, string]>([
    ['an option that does not exist', { shares: 1 }, 'shares'],
    ['a share of nothing', { share: 0 }, 'share'],
    ['a share of more than all', { share: 1.1 }, 'share'],
    ['a share that is no number', { share: '1' }, 'share'],
    ['a quota of an operation that does not exist', { quotas: { DescribeCertifcate: 5 } }, 'DescribeCertifcate'],
    ['a quota of nothing', { quotas: { CreateThing: 0 } }, 'quotas.CreateThing'],
    ['a queue without places', { queueLimit: 0 }, 'queueLimit'],
    ['no attempt', { maxAttempts: 0 }, 'maxAttempts'],
    ['a burst of an hour', { burstMs: 3_600_000 }, 'burstMs'],
    ['a clock that cannot be asked', { clock: 1 }, 'clock'],
    ['a sleep that cannot be slept', { sleep: 1 }, 'sleep'],
  ])('refuses %s', (_, options, field) => {
    expect(() => createPacedClient(noting().client, options)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })

  it('refuses what does not send', () => {
    expect(() => createPacedClient({} as never)).toThrow(expect.objectContaining({ code: 'adapter-option' }))
  })
})

describe('a call that AWS throttles', () => {
  /** Throttles the first calls, so many of each certificate that is named. */
  const throttling = (times: Readonly<Record<string, number>>) => {
    const left = new Map(Object.entries(times))
    return noting((command) => {
      const id = command instanceof DescribeCertificateCommand ? (command.input.certificateId ?? '') : ''
      const more = left.get(id) ?? 0
      if (more === 0) return {}
      left.set(id, more - 1)
      throw awsError('ThrottlingException')
    })
  }

  it('is sent again before those that came later, and more slowly', async () => {
    const { client, sent } = throttling({ a: 2 })
    const { clock, paced } = paceClient(client)
    const all = Promise.all(['a', 'b', 'c'].map((id) => paced.send(describing(id))))
    await clock.run()
    await all
    expect(idsOf(sent)).toEqual(['a', 'a', 'a', 'b', 'c'])
    expect(paced.lanes()[0]).toMatchObject({ sent: 5, throttled: 2 })
    expect(paced.lanes()[0]?.rate).toBeLessThan(7)
  })

  it('fails with what AWS says in the end', async () => {
    const { client, sent } = throttling({ a: 99 })
    const { clock, paced } = paceClient(client, { maxAttempts: 3 })
    const failing = expect(paced.send(describing('a'))).rejects.toMatchObject({ name: 'ThrottlingException' })
    await clock.run()
    await failing
    expect(sent).toHaveLength(3)
  })

  it('fails with what AWS says where there is no time for another attempt', async () => {
    const { client, sent } = throttling({ a: 99 })
    const { clock, paced } = paceClient(client, { reserveMs: 0 })
    const endsAt = clock.now().getTime() + 50
    const context = { getRemainingTimeInMillis: () => endsAt - clock.now().getTime() }
    const failing = expect(paced.during(context, () => paced.send(describing('a')))).rejects.toMatchObject({
      name: 'ThrottlingException',
    })
    await clock.run()
    await failing
    expect(sent).toHaveLength(1)
  })

  it('is noticed also where the SDK has tried again by itself', async () => {
    const { paced } = paceClient(noting(() => ({ $metadata: { attempts: 2 } })).client)
    await paced.send(describing())
    expect(paced.lanes()).toMatchObject([{ rate: 8, throttled: 1 }])
  })
})

describe('a call whose turn would come too late', () => {
  const late = {
    name: 'PacingError',
    code: 'pacing-deadline',
    field: 'DescribeCertificate',
    remedy: expect.any(String),
  }

  it('fails at once, and takes nobody’s turn', async () => {
    const { client, sent } = noting()
    const { clock, paced, now } = paceClient(client)
    const context = { getRemainingTimeInMillis: () => 2_000 }
    const outcomes = await paced.during(context, async () => {
      const all = Promise.allSettled(Array.from({ length: 20 }, () => paced.send(describing())))
      await clock.run()
      return all
    })
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(10)
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: late })
    expect(sent).toHaveLength(10)
    expect(now()).toBeLessThan(1.1)
  })

  it('is not made where the invocation has ended meanwhile, as while a sandbox was frozen', async () => {
    const { client, sent } = noting()
    const { clock, paced } = paceClient(client)
    let remaining = 5_000
    const context = { getRemainingTimeInMillis: () => remaining }
    const waiting = paced.during(context, () =>
      Promise.allSettled([paced.send(describing('a')), paced.send(describing('b'))]),
    )
    remaining = 0
    const next = paced.send(describing('c'))
    await clock.run()
    await next
    expect(await waiting).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: late }])
    expect(idsOf(sent)).toEqual(['a', 'c'])
  })

  it('is not made when what it was decided on is too old by then', async () => {
    const { client, sent } = noting()
    const { clock, paced, now } = paceClient(client)
    const lapsing = ['a', 'b', 'c'].map((id) => {
      const command = describing(id)
      noteLapse(command, start.getTime() + 150)
      return command
    })
    const all = Promise.allSettled(lapsing.map((command) => paced.send(command)))
    await clock.run()
    expect(await all).toMatchObject([
      { status: 'fulfilled' },
      { status: 'fulfilled' },
      { status: 'rejected', reason: late },
    ])
    expect(idsOf(sent)).toEqual(['a', 'b'])
    expect(now()).toBeLessThan(0.15)
  })

  it('is not made again when AWS has throttled it until then', async () => {
    const { client, sent } = noting(() => {
      throw awsError('ThrottlingException')
    })
    const { clock, paced, now } = paceClient(client)
    const command = describing()
    noteLapse(command, start.getTime() + 500)
    const [outcome] = await Promise.all([Promise.allSettled([paced.send(command)]), clock.run()])
    expect(outcome).toMatchObject([{ status: 'rejected', reason: { name: 'ThrottlingException' } }])
    expect(sent.length).toBeGreaterThan(1)
    expect(now()).toBeLessThan(0.5)
  })

  it('knows of its own invocation only', async () => {
    const { clock, paced } = paceClient(noting().client)
    const ends = { getRemainingTimeInMillis: () => 1_000 }
    const all = Promise.allSettled([
      paced.send(describing()),
      paced.during(ends, () => paced.send(describing())),
      paced.during(undefined, () => paced.send(describing())),
    ])
    await clock.run()
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('fails at once where too many wait', async () => {
    const { clock, paced } = paceClient(noting().client, { queueLimit: 3 })
    const all = Promise.allSettled(Array.from({ length: 6 }, () => paced.send(describing())))
    await clock.run()
    const reasons = (await all).flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(reasons).toHaveLength(2)
    expect(reasons[0]).toMatchObject({ name: 'PacingError', code: 'pacing-queue-full' })
  })
})

describe('processes that share a quota and do not know of each other', () => {
  const quota = 10
  const seconds = 200

  /** How many calls each process had carried out in the second half of the time. */
  const shareOut = async (processes: number, options: PacedClientOptions) => {
    const clock = createVirtualClock({ start })
    const account = sharedQuota(clock, quota)
    const ends = start.getTime() + seconds * 1000
    const counts = Array.from({ length: processes }, () => 0)
    counts.forEach((_, process) => {
      const { paced } = paceClient(account.client, { burstMs: 1000, maxAttempts: 100, ...options }, clock)
      const worker = async (): Promise<void> => {
        while (clock.now().getTime() < ends) {
          await paced.send(describing())
          if (clock.now().getTime() > ends - (seconds * 1000) / 2) counts[process] = (counts[process] ?? 0) + 1
        }
      }
      for (let workers = 0; workers < 5; workers += 1) void worker()
    })
    await clock.run()
    const inTime = account.carriedOut.filter((time) => time < ends)
    return { counts, carriedOut: inTime.length, throttled: account.throttled() }
  }

  it.each([
    [1, 1],
    [2, 0.5],
    [2, 1],
    [4, 1],
    [8, 1],
  ])(
    '%i of them, each with a share of %d, lose less than a twentieth of it, and share it fairly',
    async (processes, share) => {
      const { counts, carriedOut } = await shareOut(processes, { share })
      expect(carriedOut).toBeGreaterThanOrEqual(0.95 * quota * seconds)
      const fair = counts.reduce((sum, count) => sum + count, 0) / processes
      for (const count of counts) expect(Math.abs(count - fair)).toBeLessThan(0.35 * fair)
    },
  )

  it('are hardly ever throttled where their shares add up', async () => {
    const { carriedOut, throttled } = await shareOut(2, { share: 0.5 })
    expect(throttled).toBeLessThan(carriedOut / 100)
  })

  it('take the same turns every time', async () => {
    expect(await shareOut(3, { share: 1 })).toEqual(await shareOut(3, { share: 1 }))
  })
})
