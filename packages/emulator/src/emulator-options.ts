import { quote } from '@thingplan/core'
import type { Quotas } from '@thingplan/core/capacity'
import type { Transport } from './client/create-client.js'
import { isTransport } from './client/create-client.js'
import { type TimeSource, timeSourceOf } from './clock/time-source.js'
import type { VirtualClock } from './clock/virtual-clock.js'
import { type DetachDelays, parseDetachDelays } from './detachment/detach-delays.js'
import { EmulatorError } from './emulator-error.js'
import type { Faults } from './fault/fault.js'
import { parseFaults } from './fault/parse-process.js'
import { refuseUnknownOptions } from './options/unknown-options.js'
import { type ProvisioningOptions, parseProvisioningOptions } from './provisioning/provisioning-options.js'
import { parseQuotas } from './quota/parse-quotas.js'
import type { ObjectReader } from './registration-task/object-reader.js'
import { parseRules } from './rule/parse-rules.js'
import type { ActiveRule, EmulatedRule } from './rule/rule.js'

export interface EmulatorOptions {
  /** Twelve digits. */
  readonly accountId: string
  /** For example `eu-central-1`; the partition follows from it. */
  readonly region: string
  /**
   * What time it is for certificates, events and records. Default: the system's clock. What waits does so on a virtual clock
   * where that is given, and on the system's timers otherwise.
   */
  readonly clock?: (() => Date) | VirtualClock
  /** How far commands of `client` travel through the SDK. Default `full`. */
  readonly transport?: Transport
  /**
   * How many attributes CreateThing takes for a thing with a type. AWS's own pages disagree: 50 (default), or 3 with the
   * rest left to UpdateThing.
   */
  readonly createThingAttributeLimit?: 3 | 50
  /**
   * Whether another account of the region has registered a CA certificate, named by its id, in mode DEFAULT: then this one
   * cannot. Default: none has.
   */
  readonly isCaCertificateElsewhere?: (caCertificateId: string) => boolean
  /**
   * Reads an object of an S3 bucket, for the input files of StartThingRegistrationTask: text or bytes, all of it or in
   * pieces; undefined where there is none. Default: there is none.
   */
  readonly objects?: ObjectReader
  /** IoT rules, and the functions behind them. Default: none. */
  readonly rules?: readonly EmulatedRule[]
  /** How long detaching takes. Default: it is done with the call, which spares tests that are about something else the waiting. */
  readonly detachDelays?: DetachDelays
  /** What goes wrong with the requests of `client`. Default: nothing. */
  readonly faults?: Faults
  /**
   * How many requests an operation takes in a second, as `defaultQuotas` of `@thingplan/core/capacity` has it; `default` is all
   * of them. What is over is throttled. Default: none, so that tests that are about something else are not.
   */
  readonly quotas?: Quotas | 'default'
  /** What provisioning needs from outside, and where AWS's own pages disagree or are silent. */
  readonly provisioning?: ProvisioningOptions
}

/** Options that were checked, with their defaults. */
export interface ParsedEmulatorOptions
  extends Required<Omit<EmulatorOptions, 'clock' | 'rules' | 'detachDelays' | 'faults' | 'quotas'>> {
  readonly time: TimeSource
  readonly faults: Faults | undefined
  readonly quotas: Quotas
  readonly rules: readonly ActiveRule[]
  readonly detachDelays: Required<DetachDelays>
}

/** @throws {EmulatorError} `emulator-option`, `emulator-rule-unsupported` */
export const parseEmulatorOptions = (options: EmulatorOptions): ParsedEmulatorOptions => {
  refuseUnknownOptions('createEmulator', options, [
    'accountId',
    'region',
    'clock',
    'transport',
    'createThingAttributeLimit',
    'isCaCertificateElsewhere',
    'objects',
    'rules',
    'detachDelays',
    'faults',
    'quotas',
    'provisioning',
  ])
  const { accountId, region, clock = () => new Date(), transport = 'full', createThingAttributeLimit = 50 } = options
  const { isCaCertificateElsewhere = () => false, objects = () => undefined } = options
  const provisioning = parseProvisioningOptions(options.provisioning ?? {})
  if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId))
    throw wrong('accountId', accountId, 'give the twelve digits of an account id')
  if (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw wrong('region', region, 'give a region such as `eu-central-1`')
  if (!isClock(clock)) throw wrong('clock', clock, 'give a function that returns a Date, or a virtual clock')
  if (!isTransport(transport)) throw wrong('transport', transport, 'use `full` or `fast`')
  if (createThingAttributeLimit !== 3 && createThingAttributeLimit !== 50) {
    throw wrong('createThingAttributeLimit', createThingAttributeLimit, 'use 3 or 50')
  }
  if (typeof isCaCertificateElsewhere !== 'function') {
    throw wrong('isCaCertificateElsewhere', isCaCertificateElsewhere, 'give a function that takes an id')
  }
  if (typeof objects !== 'function') throw wrong('objects', objects, 'give a function that takes a bucket and a key')
  const rules = parseRules(options.rules ?? [])
  const detachDelays = parseDetachDelays(options.detachDelays ?? {})
  const faults = options.faults && parseFaults(options.faults)
  const quotas = parseQuotas(options.quotas ?? {})
  const own = { createThingAttributeLimit, isCaCertificateElsewhere, objects, rules, detachDelays, provisioning }
  return { accountId, region, time: timeSourceOf(clock), transport, faults, quotas, ...own }
}

const isClock = (clock: unknown): boolean =>
  typeof clock === 'function' ||
  (typeof clock === 'object' &&
    clock !== null &&
    'now' in clock &&
    'sleep' in clock &&
    typeof clock.sleep === 'function')

const wrong = (field: string, value: unknown, remedy: string): EmulatorError =>
  new EmulatorError('emulator-option', `${field} cannot be ${quote(String(value))}`, {
    field,
    value: String(value),
    remedy,
  })
