import { describe, expect, it } from 'vitest'
import type { Exploration, ModelBounds } from './fixtures/model-situation.js'
import { exploreRotation } from './fixtures/rotation-model.js'
import type { RotationMessage } from './rotation-message.js'
import { rotationStates } from './rotation-state.js'
import { rotationTransitions } from './rotation-transitions.js'

const kinds: readonly RotationMessage['kind'][] = [
  'request',
  'acknowledgement',
  'registered',
  'offer',
  'issued',
  'carried-out',
  'resume',
  'cancel',
  'close',
]

const twoJobs: ModelBounds = { jobs: 2, workers: 1, issued: 1, cancels: false }

/** A change of the state machine that makes the world smaller has to be meant. */
const bounds: readonly (readonly [title: string, bounds: ModelBounds, least: number])[] = [
  ['one job, an issuer that issues twice', { jobs: 1, hoursPerJob: 2, workers: 1, issued: 2 }, 25_000],
  ['one job, two workers at once', { jobs: 1, workers: 2, issued: 1, cancels: false }, 20_000],
  ['two jobs, one worker at a time', twoJobs, 50_000],
]

/** Only where somebody else has deactivated the old certificate, which nobody does here. */
const elsewhere = ['preparing rollback-withheld', 'proving rollback-withheld']

const explored = new Map<ModelBounds, Exploration>()
const explore = (bound: ModelBounds): Exploration => {
  const found = explored.get(bound) ?? exploreRotation(bound)
  explored.set(bound, found)
  return found
}

describe('every situation that a rotation can get into', () => {
  it.each(bounds)(
    '%s: the device holds one certificate that works, and at most two',
    (title, bound, least) => {
      const { situations, moves, records, registries, fewestWorking, mostActive, mostReplaced } = explore(bound)
      process.stdout.write(
        `${title}: ${situations} situations, ${moves} moves, ${records} records, ${registries} registries, ` +
          `at least ${fewestWorking} working, at most ${mostActive} ACTIVE\n`,
      )
      expect({ fewestWorking, mostActive, mostReplaced }).toEqual({
        fewestWorking: 1,
        mostActive: 2,
        mostReplaced: bound.jobs,
      })
      expect(situations).toBeGreaterThan(least)
    },
    60_000,
  )

  it('meets every message in every state, and every row of the table', () => {
    const { delivered, decided } = explore(bounds[0]?.[1] ?? twoJobs)
    const second = explore(twoJobs)
    const states = Object.keys(rotationStates).filter((state) => state !== 'closed')
    const missed = states.flatMap((state) => kinds.map((kind) => `${state} ${kind}`))
    expect(missed.filter((pair) => !delivered.has(pair) && !second.delivered.has(pair))).toEqual([])
    const rows = rotationTransitions.flatMap(({ from, on }) => from.map((state) => `${state} ${on}`))
    expect(rows.filter((row) => !decided.has(row) && !second.decided.has(row))).toEqual(elsewhere)
  }, 60_000)
})
