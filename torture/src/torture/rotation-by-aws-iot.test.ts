import { describe, it } from 'vitest'
import { rotationFlows } from '../flows/rotation/rotation-flow.js'
import { tortureBriefly } from './torture-briefly.js'

describe.each(rotationFlows.filter(({ name }) => name === 'rotation-aws-iot'))('$name', (flow) => {
  it(
    'comes out right, whatever goes wrong on the way',
    () => tortureBriefly(flow, { isExhaustive: true, pairs: 20, random: 30 }),
    600_000,
  )
})
