import { describe, it } from 'vitest'
import { rotationFlows } from '../flows/rotation/rotation-flow.js'
import { createVendingFlow } from '../flows/vending/vending-flow.js'
import { tortureBriefly } from './torture-briefly.js'

const rotations = rotationFlows.filter(({ name }) => name === 'rotation-own-ca')

// They differ from those by AWS IoT in their issuer alone.
describe.each([createVendingFlow('own-ca'), ...rotations])('$name', (flow) => {
  it(
    'comes out right, whatever goes wrong on the way',
    () => tortureBriefly(flow, { isExhaustive: false, pairs: 0, random: 80 }),
    600_000,
  )
})
