import { describe, it } from 'vitest'
import { driverContract } from './driver-contract.js'
import type { DriverWorld } from './driver-world.js'
import { createMemoryDriver } from './memory-driver.js'

const certificateIdOf = (index: number): string => index.toString(16).padStart(64, '0')

const makeWorld = (): DriverWorld => {
  let driver = createMemoryDriver()
  const issued: string[] = []
  return {
    get driver() {
      return driver
    },
    state: () => driver.state(),
    seed({ certificates = [], things = [], policies = [] }) {
      const { state } = driver
      const ids = certificates.map((_, index) => certificateIdOf(issued.length + index + 1))
      issued.push(...ids)
      const before = state()
      driver = createMemoryDriver({
        ...before,
        certificates: {
          ...before.certificates,
          ...Object.fromEntries(certificates.map((status, index) => [ids[index], { status }])),
        },
        things: { ...before.things, ...Object.fromEntries(things.map((thing) => [thing.thingName, thing])) },
        policies: {
          ...before.policies,
          ...Object.fromEntries(policies.map(({ policyName, document }) => [policyName, document])),
        },
      })
      return ids
    },
  }
}

describe('the memory driver', () => {
  it.each(driverContract)('$name', ({ run }) => run(makeWorld))
})
