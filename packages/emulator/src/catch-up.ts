import { finishDetachments } from './detachment/detach.js'
import { forgetExpired } from './provisioning/forget-expired.js'
import type { World } from './world.js'

/** Does what time alone brings about. Whoever looks at the registry calls this first, so that no timer has to run. */
export const catchUp = (world: World): void => {
  const { journal } = world.registry
  journal.complete()
  finishDetachments(world)
  forgetExpired(world)
  journal.complete()
}
