import type { Flow } from '../../flow.js'
import { setJitrScene } from './jitr-scene.js'
import type { JitrParts } from './jitr-worker.js'

const asTheyAre: JitrParts = {
  client: (client) => client,
  driver: (driver) => driver,
  handler: (handler) => handler,
}

/**
 * Just-in-time registration: events of devices that knock, in batches of SQS, at one or several Lambda functions.
 *
 * @param parts - what stands in front of the client, the driver and the handler
 */
export const createJitrFlow = (parts: Partial<JitrParts> = {}): Flow => ({
  name: 'jitr',
  setScene: (seed) => setJitrScene(seed, { ...asTheyAre, ...parts }),
})
