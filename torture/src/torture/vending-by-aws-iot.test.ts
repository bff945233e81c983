import { describe, it } from 'vitest'
import { createVendingFlow } from '../flows/vending/vending-flow.js'
import { tortureBriefly } from './torture-briefly.js'

describe.each([createVendingFlow('aws-iot')])('$name', (flow) => {
  it(
    'comes out right, whatever goes wrong on the way',
    () => tortureBriefly(flow, { isExhaustive: true, pairs: 20, random: 30 }),
    600_000,
  )
})
