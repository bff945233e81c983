import { createIotDriver } from '@thingplan/aws-adapter'
import { type Driver, execute, isThingplanError, type Plan, parsePlan } from '@thingplan/core'
import type { Faults } from '@thingplan/emulator'
import type { Answer, Flow, Scene } from '../../flow.js'
import { account } from '../../world/world.js'
import { createErrands, type Errand } from '../errand.js'
import { type Furnished, furnish, leaving, type RemovalKind } from './furnish.js'
import { lookOn, type Onlooker } from './look-on.js'

/** Past what the slowest detachment takes. */
const roundMs = 60_000

const startDriver = ({ emulator, clock }: Furnished['world'], faults: Faults | undefined): Driver => {
  const client = emulator.createClient({ process: emulator.createProcess(faults === undefined ? {} : { faults }) })
  return createIotDriver({ client, account, clock: clock.now, sleep: clock.sleep })
}

/** Reads a plan as it was stored, and carries it out. */
const carryOut = async (text: string, driver: Driver): Promise<Answer> => {
  let plan: Plan
  try {
    plan = parsePlan(text)
  } catch {
    return 'set-aside'
  }
  try {
    const { status, retryable } = await execute(plan, driver)
    if (status === 'completed') return 'settled'
    return retryable ? 'again' : 'set-aside'
  } catch (error) {
    if (isThingplanError(error)) return 'set-aside'
    throw error
  }
}

const errand = (id: string, isPoison: boolean, run: Errand<Driver>['run']): Errand<Driver> => ({ id, isPoison, run })

const poisonOf = (text: string): readonly Errand<Driver>[] => {
  const change = (from: string, to: string): string => text.replaceAll(from, to)
  const bodies: Readonly<Record<string, string>> = {
    'a plan cut short': text.slice(0, text.length - 20),
    'a plan for another account': change(account.id, '210987654321'),
    'a plan that deletes and calls itself a registration': change('"remove"', '"register"'),
    'a plan that waits for nothing': text.replaceAll(/"after":\[[^\]]*\]/g, '"after":["nothing"]'),
  }
  return Object.entries(bodies).map(([name, body]) =>
    errand(`poison: ${name}`, true, (driver) => carryOut(body, driver)),
  )
}

/** The device goes on connecting, with everything that it has ever had. */
const knock = ({ world: { emulator }, certificates }: Furnished, { report }: Onlooker, isOver: boolean): void => {
  for (const { pem } of certificates) {
    if (emulator.connectDevice(pem, leaving).accepted && isOver) report('a device that was removed was let in')
  }
}

const setScene = async (kind: RemovalKind, seed: number): Promise<Scene> => {
  const furnished = await furnish(kind)
  const { world, removal } = furnished
  const text = JSON.stringify(removal.plan)
  const onlooker = lookOn(furnished, kind)
  const removing = errand('the removal', false, (driver) => carryOut(text, driver))
  const isOver = (): boolean => errands.areDone([removing])
  const returning = errand('the device comes back', false, async () => {
    if (!isOver()) return 'again'
    knock(furnished, onlooker, true)
    return 'settled'
  })
  const poison = poisonOf(text)
  const errands = createErrands([removing, returning, ...poison.slice(seed % poison.length).slice(0, 2)])
  const { violations, remains, state } = onlooker
  return {
    clock: world.clock,
    deliveries: errands.deliveries,
    startWorker: (faults) => {
      const driver = startDriver(world, faults)
      return { deliver: (deliveries) => errands.carryOut(deliveries, driver) }
    },
    passTime: async () => {
      knock(furnished, onlooker, isOver())
      await world.clock.advance(roundMs)
    },
    violations,
    remains,
    state,
  }
}

const kinds: readonly RemovalKind[] = [
  { name: 'removal-retire', variant: 'delete', caAutoRegisters: true },
  { name: 'removal-delete', variant: 'delete', caAutoRegisters: false },
  { name: 'removal-keep-thing', variant: 'keep-thing', caAutoRegisters: true },
  { name: 'removal-quarantine', variant: 'quarantine', caAutoRegisters: true },
]

/** Devices that are taken out, in every way, while they go on connecting. */
export const removalFlows: readonly Flow[] = kinds.map((kind) => ({
  name: kind.name,
  setScene: (seed) => setScene(kind, seed),
}))
