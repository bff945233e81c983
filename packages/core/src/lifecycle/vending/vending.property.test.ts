import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideSweep } from './decide-sweep.js'
import { checkRows } from './fixtures/check-rows.js'
import { type Gate, gate, lease } from './fixtures/telling.js'
import {
  type Checkpoint,
  keyHashOf,
  request,
  type SimulatedWorld,
  serialNumber,
  simulate,
  tokenOf,
} from './fixtures/vending-world.js'
import type { VendingOutcome } from './run-vending.js'
import type { VendingMessage } from './vending-message.js'
import { vendingStateOf } from './vending-state.js'

const day = 86_400_000
const badKey = 3
const sealing = { delivery: 'sealed', sealingKeyHash: '5e'.repeat(32) } as const

const nameOfKey = (key: number): string => (key === badKey ? 'bad-key' : `key-${key}`)
const badKeys: readonly string[] = [nameOfKey(badKey)]

type Move =
  | { readonly do: 'vend'; readonly key: number; readonly token: number; readonly sealed: boolean; readonly end: End }
  | { readonly do: 'see'; readonly which: number; readonly end: End }
  | { readonly do: 'due'; readonly end: End }
  | { readonly do: 'wait'; readonly for: number }
  | { readonly do: 'grant' }
  | { readonly do: 'refuse'; readonly keys: readonly string[] }
  | { readonly do: 'wake' }

/** How a process ends: well, by going down at a checkpoint, or asleep there until somebody wakes it. */
type End = { readonly kind: 'well' | 'down' | 'asleep'; readonly at: number }

const end: fc.Arbitrary<End> = fc.record({
  kind: fc.constantFrom('well', 'well', 'well', 'down', 'asleep'),
  at: fc.nat({ max: 30 }),
})

const mostlyWell: fc.Arbitrary<End> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'well', at: 0 }) },
  { weight: 1, arbitrary: end },
)

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('vend' as const),
      key: fc.nat(2),
      token: fc.constantFrom(0, 0, 0, 0, 1),
      sealed: fc.boolean(),
      end,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('see' as const), which: fc.constantFrom(0, 0, 0, 1, 2), end }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('due' as const), end }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      for: fc.constantFrom(1000, 61_000, 61_000, 3_600_000, day),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'grant' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'wake' as const }) },
)

const asked = (sealed: boolean): fc.Arbitrary<Move> =>
  fc.record({
    do: fc.constant('vend'),
    key: fc.nat(2),
    token: fc.constant(0),
    sealed: fc.constant(sealed),
    end: mostlyWell,
  })
const seen: fc.Arbitrary<Move> = fc.record({ do: fc.constant('see'), which: fc.constant(0), end: mostlyWell })
const leaseOver: fc.Arbitrary<Move> = fc.constant({ do: 'wait', for: 61_000 })
const granted: fc.Arbitrary<Move> = fc.constant({ do: 'grant' })

/** Moves, and what devices do most of the time: use what they were given, come for another, ask again when the answer was lost. */
const story: fc.Arbitrary<readonly Move[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(move) },
      { weight: 1, arbitrary: fc.tuple(asked(false), seen, granted) },
      { weight: 1, arbitrary: fc.tuple(asked(true), leaseOver, asked(true)) },
    ),
    { maxLength: 16 },
  )
  .map((chapters) => chapters.flat())

/** Nobody is asleep: a worker that slept through the giving up could make the thing afterwards, in the name of what was given up. */
const awake = (one: Move): Move =>
  'end' in one && one.end.kind === 'asleep' ? { ...one, end: { ...one.end, kind: 'down' } } : one

/** What is refused at once, or has become so; and a device that comes again, after the lease, with another token. */
const refusals: fc.Arbitrary<readonly Move[]> = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: story },
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.record({
            do: fc.constant('vend' as const),
            key: fc.constantFrom(0, 1, badKey),
            token: fc.constant(0),
            sealed: fc.constant(false),
            end,
          }),
          fc.record({
            do: fc.constant('refuse' as const),
            keys: fc.constantFrom(badKeys, [...badKeys, 'key-0', 'key-1']),
          }),
          leaseOver,
          granted,
        ),
      },
    ),
    { maxLength: 5 },
  )
  .map((chapters) => chapters.flat().map(awake))

class Down extends Error {}

/** What the device, and nobody else, remembers; and what has to hold whatever happens. */
class Story {
  readonly answers: string[] = []
  readonly #byKey = new Map<string, string>()
  readonly #asleep: { readonly wake: () => void; readonly run: Promise<void> }[] = []
  #tokens = 1
  #sealedKeys = 0
  readonly #violations: string[] = []

  readonly world: SimulatedWorld
  readonly gate: Gate | undefined

  constructor(world: SimulatedWorld, gate?: Gate) {
    this.world = world
    this.gate = gate
  }

  #checkpointOf({ kind, at }: End, fellAsleep: () => void, woken: Promise<void>): Checkpoint {
    let count = 0
    return async () => {
      count += 1
      if (count !== at + 1) return
      if (kind === 'down') throw new Down()
      if (kind !== 'asleep') return
      fellAsleep()
      await woken
    }
  }

  #heard(message: VendingMessage, outcome: VendingOutcome): void {
    if (outcome.verdict !== 'answer' || message.kind !== 'vend') return
    const { certificateId, keyHash } = outcome.answer
    expect(keyHash).toBe(message.keyHash)
    const grant = message.credential.kind === 'token' ? message.credential.token : ''
    const errand = `${grant} ${keyHash}`
    if (message.delivery === 'csr' && this.world.active().includes(this.#byKey.get(errand) ?? '')) {
      expect(certificateId, 'the same token and the same key have the same certificate').toBe(this.#byKey.get(errand))
    }
    this.#byKey.set(errand, certificateId)
    this.answers.push(certificateId)
  }

  /** Runs until it ends, goes down, or falls asleep. */
  async #run(message: VendingMessage, how: End): Promise<void> {
    let fallAsleep = (): void => undefined
    let wake = (): void => undefined
    const asleep = new Promise<void>((resolve) => {
      fallAsleep = resolve
    })
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    const run = this.world
      .run(message, this.#checkpointOf(how, fallAsleep, woken))
      .then((outcome) => this.#heard(message, outcome))
      .catch((error: unknown) => {
        if (!(error instanceof Down)) throw error
      })
    if ((await Promise.race([run.then(() => 'ended'), asleep.then(() => 'asleep')])) === 'asleep') {
      this.#asleep.push({ wake, run })
    }
  }

  async #wake(): Promise<void> {
    const sleeper = this.#asleep.shift()
    sleeper?.wake()
    await sleeper?.run
  }

  async #perform(move: Move): Promise<void> {
    const { world } = this
    switch (move.do) {
      case 'wait':
        world.now += move.for
        return
      case 'grant':
        await world.grant(this.#tokens)
        this.#tokens += 1
        return
      case 'refuse':
        if (this.gate !== undefined) this.gate.refused = move.keys
        return
      case 'wake':
        return this.#wake()
      case 'due':
        await this.#run({ kind: 'due', serialNumber }, move.end)
        return move.end.kind === 'well' ? this.#checkDeadline() : undefined
      case 'see': {
        const certificateId = this.answers.at(-1 - move.which)
        // A device cannot be seen with a certificate that does not work.
        if (certificateId === undefined || !world.active().includes(certificateId)) return
        // From now on a token that is not spent is good for another.
        for (const [errand, id] of this.#byKey) if (id === certificateId) this.#byKey.delete(errand)
        return this.#run({ kind: 'seen', serialNumber, certificateId }, move.end)
      }
      case 'vend': {
        const token = tokenOf(Math.max(0, this.#tokens - 1 - move.token))
        if (move.sealed) this.#sealedKeys += 1
        const key = move.sealed ? `sealed-${this.#sealedKeys}` : nameOfKey(move.key)
        const changes = { credential: { kind: 'token', token }, ...(move.sealed ? sealing : undefined) } as const
        return this.#run(request(key, changes), move.end)
      }
    }
  }

  /** Called after every change of the registry, from within a driver: what it throws would become a step that failed. */
  observe(): void {
    const { length } = this.world.active()
    if (length > 2) this.#violations.push(`${length} are active`)
    if (length < 1 && this.answers.length > 0) this.#violations.push('none is active after a success')
    const refused = this.world.issued.filter(({ keyHash }) => keyHash === keyHashOf('bad-key'))
    if (refused.some(({ certificate }) => this.world.active().includes(certificate.id))) {
      this.#violations.push('one is active that was refused')
    }
  }

  /** Two are active only before the deadline of one of them. */
  async #checkDeadline(): Promise<void> {
    const { now, vending } = this.world
    if (this.world.active().length < 2) return
    const { next } = await this.world.record()
    const deadline = next?.stage === 'ready' ? next.retiresAt : (next?.claimedAt ?? 0) + vending.overlapMilliseconds
    expect(Math.max(deadline ?? 0, next?.lease.until ?? 0), 'two are active before the deadline').toBeGreaterThan(now)
  }

  check(): void {
    this.observe()
    expect(this.#violations).toEqual([])
  }

  async perform(move: Move): Promise<void> {
    await this.#perform(move)
    this.check()
  }

  /** The device asks with another token; nobody is at it any more. */
  async #ask(key: string): Promise<string> {
    const { world } = this
    if (this.gate !== undefined) this.gate.refused = this.gate.refused.filter((name) => name !== key)
    await this.perform({ do: 'grant' })
    const asked = request(key, { credential: { kind: 'token', token: tokenOf(this.#tokens - 1) } })
    const outcome = await world.run(asked)
    expect(outcome.verdict).toBe('answer')
    this.check()
    if (outcome.verdict !== 'answer') throw new Error('no answer')
    await world.see(outcome.answer.certificateId)
    return outcome.answer.certificateId
  }

  /** Everybody who sleeps wakes up, what is due is done, and the device asks once more. */
  async finish(): Promise<string> {
    const { world } = this
    while (this.#asleep.length > 0) await this.perform({ do: 'wake' })
    world.now += 2 * day
    await this.perform({ do: 'due', end: { kind: 'well', at: 0 } })
    expect(world.active().length, 'one is active after the deadline').toBeLessThanOrEqual(1)
    return this.#ask('last-key')
  }

  /** The device does not wait for anything to become due, only for the lease; nor for a key of another name. */
  async finishAtOnce(key: string): Promise<string> {
    this.world.now += lease
    return this.#ask(key)
  }
}

const tell = async (world: SimulatedWorld, moves: readonly Move[]): Promise<string> => {
  const told = new Story(world)
  world.onChange = () => told.observe()
  for (const one of moves) await told.perform(one)
  return told.finish()
}

describe('vending, whatever happens', () => {
  it.each([
    ['issued by AWS IoT', true],
    ['issued by an own CA, and registered by the plan', false],
  ])(
    'gives the device one certificate, %s: at most two active, never none after a success',
    async (_, registered) => {
      await fc.assert(
        fc.asyncProperty(story, async (moves) => {
          const world = await simulate({ registered })
          const certificateId = await tell(world, moves)

          expect(world.active()).toEqual([certificateId])
          const record = await world.record()
          expect(vendingStateOf(record)).toBe('in-use')
          expect(record.current?.certificateId).toBe(certificateId)
          const thing = world.registry().things[`pump-${serialNumber}`]
          expect(thing?.attributes['certificateId'], 'the thing is stamped with the last').toBe(certificateId)
          checkRows(world)
        }),
        { numRuns: 100 },
      )
    },
    60_000,
  )

  it.each([
    ['issued by AWS IoT', 'another key', true, 'last-key'],
    ['issued by AWS IoT', 'a key that it had before', true, 'key-0'],
    ['issued by an own CA', 'another key', false, 'last-key'],
  ])(
    'gives a device one however much was refused before, %s, for %s',
    async (_, _key, registered, key) => {
      await fc.assert(
        fc.asyncProperty(refusals, async (moves) => {
          const door = gate(...badKeys)
          const world = await simulate({ registered, registration: door.registration })
          const told = new Story(world, door)
          world.onChange = () => told.observe()
          for (const one of moves) await told.perform(one)
          const certificateId = await told.finishAtOnce(key)

          expect(world.active()).toContain(certificateId)
          expect((await world.record()).current?.certificateId).toBe(certificateId)
          checkRows(world)
        }),
        { numRuns: 150 },
      )
    },
    60_000,
  )

  it('leaves nothing behind that a sweep does not find, and a sweep touches nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (moves) => {
        const world = await simulate()
        const certificateId = await tell(world, moves)
        const record = await world.record()
        const { certificates, things } = world.registry()
        const now = new Date(world.now + day)
        for (const { certificate, keyHash, createdAt } of world.issued) {
          const { status = '', policies: policyNames = [] } = certificates[certificate.id] ?? {}
          const thingNames = Object.keys(things).filter((name) => certificate.id in (things[name]?.principals ?? {}))
          const candidate = { certificateId: certificate.id, status, keyHash, createdAt, thingNames, policyNames }
          const facts = { now, leaseMilliseconds: world.vending.leaseMilliseconds }
          const { verdict } = decideSweep({ ...candidate, registersItself: false }, record, facts)
          if (certificate.id === certificateId || status === 'REVOKED') expect(verdict).toBe('leave')
          else
            expect([status, verdict]).toEqual([
              'INACTIVE',
              thingNames.length + policyNames.length > 0 ? 'leave' : 'delete',
            ])
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
