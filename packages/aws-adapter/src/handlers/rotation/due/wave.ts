import { createHash } from 'node:crypto'
import { AdapterError } from '../../../error/adapter-error.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import type { DueDevice } from './due-device.js'

/** A part of the fleet that is begun together. A device is of the first wave that takes it. */
export interface Wave {
  /** The share of its groups that is begun when the wave is over, in percent, those of earlier waves included: 1 to 100. Default 100. */
  readonly percent?: number
  /** Default: all groups, and devices without one. */
  readonly groups?: readonly string[]
  /** Devices a minute, at most: 1 to 60000. Default: what the quotas allow. */
  readonly perMinute?: number
  /** How long, in seconds, devices get before the next wave begins: 0 to 604800. Default 0. */
  readonly pauseSeconds?: number
}

/** @throws {AdapterError} `adapter-option` */
export const checkWaves = (waves: readonly Wave[]): readonly Wave[] => {
  if (!Array.isArray(waves) || waves.length === 0 || waves.length > 100) {
    throw new AdapterError('adapter-option', '`waves` is not a list of 1 to 100 waves', { field: 'waves' })
  }
  for (const [index, wave] of waves.entries()) {
    refuseUnknownOptions(`waves[${index}]`, wave, ['percent', 'groups', 'perMinute', 'pauseSeconds'])
    numberOption(`waves[${index}].percent`, wave.percent, { fallback: 100, min: 1, max: 100 })
    numberOption(`waves[${index}].perMinute`, wave.perMinute, { fallback: 1, min: 1, max: 60_000 })
    numberOption(`waves[${index}].pauseSeconds`, wave.pauseSeconds, { fallback: 0, min: 0, max: 604_800 })
    if (wave.groups === undefined || Array.isArray(wave.groups)) continue
    const field = `waves[${index}].groups`
    throw new AdapterError('adapter-option', `\`${field}\` is not a list of names`, { field })
  }
  return waves
}

/** Where a device stands among all, in percent, the same in every pass over the fleet: nobody has to remember who was begun. */
const standing = (run: string, device: string): number =>
  (createHash('sha256').update(`${run}\n${device}`).digest().readUInt32BE() / 2 ** 32) * 100

/** The index of the wave that a device is of; undefined where none takes it. */
export const waveOf = (run: string, { device, group }: DueDevice, waves: readonly Wave[]): number | undefined => {
  const at = standing(run, device)
  const index = waves.findIndex(({ percent = 100, groups }) => {
    const isOfGroup = groups === undefined || (group !== undefined && groups.includes(group))
    return isOfGroup && at < percent
  })
  return index < 0 ? undefined : index
}
