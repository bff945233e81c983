import { buildDevice } from '../../jitr-lambda/demo/factory.js'
import type { Checkpoint } from '../device/checkpoint.js'
import type { DeviceState } from '../device/device-state.js'
import { onboard } from '../device/onboard.js'
import { prefix } from '../registration.js'
import type { Cloud } from './cloud.js'
import { buildSensor, scrap } from './factory.js'

/** The power is gone. */
class PowerCut extends Error {
  override readonly name = 'PowerCut'
}

/** A sensor on somebody's desk. */
export interface Sensor {
  readonly serialNumber: string
  readonly folder: string
  /** Lets it walk until it is done. */
  wake(): Promise<DeviceState>
  /** Lets it walk until it reaches a moment, where its power is cut. */
  wakeUntil(cutOff: Checkpoint): Promise<void>
  scrap(): Promise<void>
}

/** Builds a sensor, and expects it. */
export const orderSensor = async (cloud: Cloud, serialNumber: string): Promise<Sensor> => {
  await cloud.service.allow(serialNumber)
  const folder = await buildSensor(cloud.vendor, cloud.endpoint, serialNumber)
  const device = { broker: cloud.endpoint, folder, prefix }
  return {
    serialNumber,
    folder,
    wake: () => onboard(device),
    wakeUntil: async (cutOff) => {
      const reached = (checkpoint: Checkpoint): void => {
        if (checkpoint === cutOff) throw new PowerCut(`the power was cut: ${checkpoint}`)
      }
      await onboard({ ...device, reached }).catch((error: unknown) => {
        if (!(error instanceof PowerCut)) throw error
      })
    },
    scrap: () => scrap(folder),
  }
}

/** Another certificate of the vendor's with the serial number of a sensor: what a clone has. */
export const cloneOf = ({ vendor }: Cloud, serialNumber: string): ReturnType<typeof buildDevice> =>
  buildDevice(vendor, { O: 'Sensor Vendor', serialNumber, title: 'sensor' })
