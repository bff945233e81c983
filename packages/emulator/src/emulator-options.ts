import { quote } from '@thingplan/core'
import type { Transport } from './client/create-client.js'
import { isTransport } from './client/create-client.js'
import { EmulatorError } from './emulator-error.js'
import { refuseUnknownOptions } from './options/unknown-options.js'
import { type ProvisioningOptions, parseProvisioningOptions } from './provisioning/provisioning-options.js'

export interface EmulatorOptions {
  /** Twelve digits. */
  readonly accountId: string
  /** For example `eu-central-1`; the partition follows from it. */
  readonly region: string
  /** What time it is for certificates, events and records. Default: the system's clock. */
  readonly clock?: () => Date
  /** How far commands of `client` travel through the SDK. Default `full`. */
  readonly transport?: Transport
  /**
   * How many attributes CreateThing takes for a thing with a type. AWS's own pages disagree: 50 (default), or 3 with the
   * rest left to UpdateThing.
   */
  readonly createThingAttributeLimit?: 3 | 50
  /** What provisioning needs from outside, and where AWS's own pages disagree or are silent. */
  readonly provisioning?: ProvisioningOptions
}

/** @throws {EmulatorError} `emulator-option` */
export const parseEmulatorOptions = (options: EmulatorOptions): Required<EmulatorOptions> => {
  refuseUnknownOptions('createEmulator', options, [
    'accountId',
    'region',
    'clock',
    'transport',
    'createThingAttributeLimit',
    'provisioning',
  ])
  const { accountId, region, clock = () => new Date(), transport = 'full', createThingAttributeLimit = 50 } = options
  const provisioning = parseProvisioningOptions(options.provisioning ?? {})
  if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId))
    throw wrong('accountId', accountId, 'give the twelve digits of an account id')
  if (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw wrong('region', region, 'give a region such as `eu-central-1`')
  if (typeof clock !== 'function') throw wrong('clock', clock, 'give a function that returns a Date')
  if (!isTransport(transport)) throw wrong('transport', transport, 'use `full` or `fast`')
  if (createThingAttributeLimit !== 3 && createThingAttributeLimit !== 50) {
    throw wrong('createThingAttributeLimit', createThingAttributeLimit, 'use 3 or 50')
  }
  return { accountId, region, clock, transport, createThingAttributeLimit, provisioning }
}

const wrong = (field: string, value: unknown, remedy: string): EmulatorError =>
  new EmulatorError('emulator-option', `${field} cannot be ${quote(String(value))}`, {
    field,
    value: String(value),
    remedy,
  })
