import { describe, it } from 'vitest'
import { createVendingFlow } from '../flows/vending/vending-flow.js'
import { tortureBriefly } from './torture-briefly.js'

describe.each([createVendingFlow('own-ca')])('$name', (flow) => {
  it('comes out right, whatever goes wrong on the way', () => tortureBriefly(flow, 20, 30), 600_000)
})
