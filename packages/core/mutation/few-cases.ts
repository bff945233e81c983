import type { IRawProperty, Parameters } from 'fast-check'
import { vi } from 'vitest'

/** Enough that a broken function is seen, few enough that hundreds of broken ones are seen in minutes. */
const mostCases = 100

/** The same cases for every mutant: which of them survive is not left to luck, and the first failure is enough. */
vi.mock('fast-check', async (importOriginal) => {
  const original = await importOriginal<typeof import('fast-check')>()
  const assert = (property: IRawProperty<unknown>, parameters?: Parameters<unknown>): void | Promise<void> =>
    original.assert(property, {
      ...parameters,
      numRuns: Math.min(parameters?.numRuns ?? mostCases, mostCases),
      seed: 20_121_017,
      endOnFailure: true,
    })
  return { ...original, default: { ...original.default, assert } }
})
