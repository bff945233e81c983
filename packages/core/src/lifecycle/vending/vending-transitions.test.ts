import { readFileSync } from 'node:fs'
import { askVerifier, defineRegistration } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { vendingDiagram, vendingTables } from './draw-vending.js'
import { checkRows } from './fixtures/check-rows.js'
import { certificateOf, day, downAt, lease, sealed, withToken, worldInUse } from './fixtures/telling.js'
import { request, type SimulatedWorld, serialNumber, simulate, type WorldOptions } from './fixtures/vending-world.js'
import { type VendingTransitionName, vendingTransitions } from './vending-transitions.js'

type Story = () => Promise<SimulatedWorld>

/** A request whose process goes down somewhere. */
const interrupted = async (
  world: SimulatedWorld,
  point: string,
  ...asked: Parameters<typeof request>
): Promise<void> => {
  await expect(world.run(request(...asked), downAt(point))).rejects.toThrow('went down')
}

const first =
  (options?: WorldOptions): Story =>
  async () => {
    const world = await simulate(options)
    await world.run(request('key-1'))
    return world
  }

const second: Story = async () => {
  const [world] = await worldInUse()
  const outcome = await world.run(request('key-2', withToken(1)))
  if (outcome.verdict === 'answer') await world.see(outcome.answer.certificateId)
  return world
}

/** The device's key was made here; the process goes down at a point, and the device asks again. */
const again = async (world: SimulatedWorld, point: string, index: number): Promise<SimulatedWorld> => {
  await interrupted(world, point, 'sealed-1', { ...sealed, ...withToken(index) })
  world.now += lease
  await world.run(request('sealed-2', { ...sealed, ...withToken(index) }))
  return world
}

const asking = defineRegistration({
  name: 'pumps',
  rules: [askVerifier('inventory')],
  profiles: [{ thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
})

/** How each row is met. */
const stories: Readonly<Record<VendingTransitionName, Story>> = {
  claim: first(),
  issued: first(),
  activate: first(),
  activated: first(),
  answer: first(),
  'handed-out': first({ registration: 'just-in-time' }),
  ask: first({ registration: asking }),
  'take-over': async () => {
    const world = await simulate()
    await interrupted(world, 'before issue', 'key-1')
    world.now += lease
    await world.run(request('key-1'))
    return world
  },
  find: () => stories['take-over'](),
  issue: () => stories['take-over'](),
  'finish-first': async () => again(await simulate(), 'before execute', 0),
  supersede: async () => again(await simulate(), 'before issue', 0),
  'supersede-retiring': async () => {
    const [world] = await worldInUse()
    return again(world, 'before execute', 1)
  },
  seen: async () => (await worldInUse())[0],
  'seen-current': async () => {
    const world = await simulate()
    const lost = certificateOf(await world.run(request('sealed-1', sealed)))
    world.now += lease
    await world.run(request('sealed-2', sealed))
    await world.see(lost)
    return world
  },
  'seen-retiring': second,
  retire: second,
  retired: second,
  ignore: second,
  due: async () => {
    const [world] = await worldInUse()
    await world.run(request('key-2', withToken(1)))
    world.now += day
    await world.run({ kind: 'due', serialNumber })
    return world
  },
  'give-up': async () => {
    const [world] = await worldInUse()
    await interrupted(world, 'before execute', 'key-2', withToken(1))
    world.now += day
    await world.run({ kind: 'due', serialNumber })
    return world
  },
  lapse: async () => {
    const world = await simulate()
    await interrupted(world, 'before issue', 'key-1')
    world.now += 7 * day
    await world.run({ kind: 'due', serialNumber })
    return world
  },
  refuse: async () => {
    const world = await simulate()
    await world.run(request('key-1', withToken(9)))
    return world
  },
}

describe('the table of transitions', () => {
  it.each(Object.entries(stories))('has a row %s that is met, and leads where it says', async (name, story) => {
    expect(checkRows(await story())).toContain(name)
  })

  it('cannot be changed by whoever reads it', () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
    expect(isFrozen(vendingTransitions)).toBe(true)
  })
})

describe('docs/vending.md', () => {
  const page = readFileSync(new URL('../../../../../docs/vending.md', import.meta.url), 'utf8')

  it('has the tables that are drawn from code', () => {
    expect(page).toContain(`\n${vendingTables()}\n`)
  })

  it('has the diagram that is drawn from code', () => {
    expect(page).toContain(`\n\`\`\`mermaid\n${vendingDiagram()}\n\`\`\`\n`)
  })
})
