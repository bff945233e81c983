import type { Certificate } from '@thingplan/core'
import { createChance } from '../../chance/chance.js'
import { deviceCertificate } from '../../world/material.js'

/**
 * What a device is there for.
 *
 * - `new`: nothing of it exists.
 * - `known`: its thing exists, with another type, attribute and group than the template gives it.
 * - `withdrawn`: an operator deactivates its certificate as soon as time passes, however far it is.
 */
export type Role = 'new' | 'known' | 'withdrawn'

export interface Device {
  readonly role: Role
  readonly commonName: string
  readonly certificate: Certificate
}

const roles: readonly [Role, ...Role[]] = ['new', 'known', 'withdrawn']

/** One to four devices; one at least is new. */
export const castDevices = (seed: number): Promise<readonly Device[]> => {
  const chance = createChance(seed, 4)
  const others = Array.from({ length: chance.below(4) }, () => chance.oneOf(roles))
  return Promise.all(
    (['new', ...others] as const).map(async (role, index) => {
      const commonName = `${role}-${index}`
      return { role, commonName, certificate: await deviceCertificate(commonName) }
    }),
  )
}
