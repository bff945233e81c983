import { describe, it } from 'vitest'
import { createJitpFlow } from '../flows/jitp/jitp-flow.js'
import { createJitrFlow } from '../flows/jitr/jitr-flow.js'
import { tortureBriefly } from './torture-briefly.js'

describe.each([createJitrFlow(), createJitpFlow()])('$name', (flow) => {
  it(
    'comes out right, whatever goes wrong on the way',
    () => tortureBriefly(flow, { isExhaustive: true, pairs: 60, random: 100 }),
    600_000,
  )
})
