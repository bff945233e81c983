import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { CapacityError } from './capacity-error.js'

/** The devices that come, and how. */
export interface Fleet {
  /** How many: 1 to 1000000000. Of a registration with several profiles, of each by its name, also none. */
  readonly devices: number | Readonly<Record<string, number>>
  /**
   * Events of a device beside its first that somebody looks at, on average: 0 to 1000. Each costs a DescribeCertificate and was a CONNECT.
   * Events that a process or a claim store collapses do not count. Default 0.
   */
  readonly duplicatesPerDevice?: number
  /**
   * Events in a second, of all devices together and as long as the fleet is being registered, that are looked at beside those:
   * 0 to 100000. Default 0.
   */
  readonly knocksPerSecond?: number
  /** Over how many seconds the devices come, evenly: 0 to 315360000. Default 0: all at once. */
  readonly arrivalSeconds?: number
  /** How many processes work on it, one after the other or side by side: 1 to 1000000. Default 2. */
  readonly processes?: number
}

const known: readonly (keyof Fleet)[] = [
  'devices',
  'duplicatesPerDevice',
  'knocksPerSecond',
  'arrivalSeconds',
  'processes',
]

interface NumberRange {
  readonly min: number
  readonly max: number
  /** Whether there are no fractions of it. */
  readonly whole?: boolean
}

/**
 * A number in a range.
 *
 * @throws {CapacityError} `capacity-option`
 */
export const numberIn = (field: string, value: unknown, { min, max, whole = false }: NumberRange): number => {
  const isNumber = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isSafeInteger(value))
  if (isNumber) return value
  const wanted = `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`
  throw new CapacityError('capacity-option', `${quote(field)} is not ${wanted}`, {
    field,
    value: typeof value === 'object' ? undefined : String(value),
    remedy: `give ${wanted}`,
  })
}

/**
 * Refuses options that do not exist.
 *
 * @throws {CapacityError} `capacity-option`
 */
export const refuseUnknownOptions = (owner: string, options: unknown, names: readonly string[]): void => {
  const unknown = unknownOption(owner, options, names)
  if (unknown !== undefined) throw new CapacityError('capacity-option', unknown.message, unknown.details)
}

const mostDevices = 1_000_000_000

/** How many devices there are of each profile. A plan has none, and its devices are all alike. */
const readDevices = (
  devices: Fleet['devices'],
  profiles: readonly string[],
): ReadonlyMap<string | undefined, number> => {
  if (typeof devices !== 'object' || devices === null) {
    const count = numberIn('devices', devices, { min: 1, max: mostDevices, whole: true })
    if (profiles.length <= 1) return new Map([[profiles[0], count]])
    throw new CapacityError('capacity-option', 'the registration has several profiles', {
      field: 'devices',
      value: String(devices),
      remedy: `give how many devices there are of each: ${profiles.map(quote).join(', ')}`,
    })
  }
  refuseUnknownOptions('devices', devices, profiles)
  const counts = Object.entries(devices).map(
    ([profile, count]) =>
      [profile, numberIn(`devices.${profile}`, count, { min: 0, max: mostDevices, whole: true })] as const,
  )
  numberIn(
    'devices',
    counts.reduce((sum, [, count]) => sum + count, 0),
    { min: 1, max: mostDevices, whole: true },
  )
  return new Map(counts)
}

/** A fleet whose numbers are all there and in their ranges. */
export interface CheckedFleet extends Required<Omit<Fleet, 'devices'>> {
  /** By profile; undefined: of a plan. */
  readonly devices: ReadonlyMap<string | undefined, number>
}

/** @throws {CapacityError} `capacity-option` */
export const readFleet = (fleet: Fleet, profiles: readonly string[]): CheckedFleet => {
  refuseUnknownOptions('fleet', fleet, known)
  const { devices, duplicatesPerDevice = 0, knocksPerSecond = 0, arrivalSeconds = 0, processes = 2 } = fleet
  return {
    devices: readDevices(devices, profiles),
    duplicatesPerDevice: numberIn('duplicatesPerDevice', duplicatesPerDevice, { min: 0, max: 1000 }),
    knocksPerSecond: numberIn('knocksPerSecond', knocksPerSecond, { min: 0, max: 100_000 }),
    arrivalSeconds: numberIn('arrivalSeconds', arrivalSeconds, { min: 0, max: 315_360_000 }),
    processes: numberIn('processes', processes, { min: 1, max: 1_000_000, whole: true }),
  }
}
