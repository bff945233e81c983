import type { Flow } from '../flow.js'
import { createJitpFlow } from './jitp/jitp-flow.js'
import { createJitrFlow } from './jitr/jitr-flow.js'
import { removalFlows } from './removal/removal-flow.js'
import { rotationFlows } from './rotation/rotation-flow.js'
import { vendingFlows } from './vending/vending-flow.js'

/** Everything that is tortured, as it ships. */
export const allFlows: readonly Flow[] = [
  createJitrFlow(),
  createJitpFlow(),
  ...vendingFlows,
  ...rotationFlows,
  ...removalFlows,
]
