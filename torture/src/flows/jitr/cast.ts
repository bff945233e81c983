import type { Certificate } from '@thingplan/core'
import { createChance } from '../../chance/chance.js'
import { deviceCertificate } from '../../world/material.js'

/**
 * What a device is there for.
 *
 * - `ordinary`: is registered.
 * - `unwanted`: is refused by a rule, and its certificate deactivated.
 * - `successor`: takes over the thing of an older certificate.
 * - `impostor`: claims the thing of a younger certificate, and does not get it.
 * - `withdrawn`: an operator deactivates its certificate as soon as time passes, however far its registration is.
 */
export type Role = 'ordinary' | 'unwanted' | 'successor' | 'impostor' | 'withdrawn'

export interface Device {
  readonly role: Role
  readonly commonName: string
  readonly certificate: Certificate
  /** The certificate that owns the thing at first. */
  readonly owner: Certificate | undefined
}

const extras: readonly Role[] = ['unwanted', 'successor', 'impostor', 'withdrawn', 'ordinary']

const castDevice = async (role: Role, index: number): Promise<Device> => {
  const commonName = `${role}-${index}`
  const certificate = await deviceCertificate(commonName, 1)
  if (role === 'successor') return { role, commonName, certificate, owner: await deviceCertificate(commonName, 0) }
  if (role === 'impostor') return { role, commonName, certificate, owner: await deviceCertificate(commonName, 2) }
  return { role, commonName, certificate, owner: undefined }
}

/** One to four devices; one at least is ordinary. */
export const castDevices = (seed: number): Promise<readonly Device[]> => {
  const chance = createChance(seed, 3)
  const others = Array.from({ length: chance.below(4) }, () => extras[chance.below(extras.length)] ?? 'ordinary')
  return Promise.all((['ordinary', ...others] as const).map(castDevice))
}
