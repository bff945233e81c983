import { attachmentCases } from './driver-contract-attachments.js'
import { convergenceCases } from './driver-contract-convergence.js'
import { ownershipCases } from './driver-contract-ownership.js'
import { provisioningCases } from './driver-contract-provisioning.js'
import { refusalCases } from './driver-contract-refusal.js'
import { removalCases } from './driver-contract-removal.js'
import type { DriverContractCase } from './driver-world.js'

/**
 * What every driver owes, as cases that run against any world: a registry, empty at first, with a driver in front.
 *
 * A case makes as many worlds as it needs, fills them by `seed`, executes plans, and rejects where the records or the
 * state are not as they must be. It knows no test runner; under vitest it is `it.each(driverContract)('$name', …)`. A world
 * tells its state as plain JSON of its own shape; cases only compare states with each other.
 *
 * @example
 * ```ts
 * import { createMemoryDriver, driverContract, type MakeWorld } from '@thingplan/core/testing'
 *
 * const makeWorld: MakeWorld = () => {
 *   const pending = 'a1'.repeat(32)
 *   const driver = createMemoryDriver({ certificates: { [pending]: { status: 'PENDING_ACTIVATION' } } })
 *   return { driver, state: () => driver.state(), seed: () => [pending] }
 * }
 * const first = driverContract[0]
 * await first?.run(makeWorld)
 * ```
 */
export const driverContract: readonly DriverContractCase[] = /* @__PURE__ */ Object.freeze(
  [
    ...convergenceCases,
    ...ownershipCases,
    ...refusalCases,
    ...attachmentCases,
    ...provisioningCases,
    ...removalCases,
  ].map((one) => Object.freeze(one)),
)
