import { expect, it } from 'vitest'
import { untilElapsed } from './until-elapsed.js'

it.each([
  ['nothing is left', 5, 10],
  ['all is left', 20, 0],
  ['less than a timer counts is left', 20, 19],
])('waits for the moment, and not for less, where %s', async (_what, ms, elapsed) => {
  const since = performance.now() - elapsed
  await untilElapsed(ms, since)
  expect(performance.now() - since).toBeGreaterThanOrEqual(ms)
})
