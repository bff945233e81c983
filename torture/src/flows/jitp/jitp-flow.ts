import type { Flow } from '../../flow.js'
import { setJitpScene } from './jitp-scene.js'
import type { JitpParts } from './jitp-worker.js'

const asTheyAre: JitpParts = { client: (client) => client, driver: (driver) => driver }

/**
 * Just-in-time provisioning: what AWS IoT would do with a template and a device, as a plan that was stored, and is carried out by
 * whoever it is handed to.
 *
 * @param parts - what stands in front of the client and the driver
 */
export const createJitpFlow = (parts: Partial<JitpParts> = {}): Flow => ({
  name: 'jitp',
  setScene: (seed) => setJitpScene(seed, { ...asTheyAre, ...parts }),
})
