import { IoTClient } from '@aws-sdk/client-iot'
import type { PreProvisioningHook } from '@thingplan/aws-adapter'
import { createFactory } from './factory.js'
import { createHook } from './hook.js'
import { cores, sensors } from './registration.js'

const environment = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

const shared = { client: new IoTClient({}), factory: createFactory(environment('FACTORY_URL')) }

/** What AWS IoT asks for sensors. */
export const sensorHook: PreProvisioningHook = createHook({
  ...shared,
  registration: sensors,
  templateArn: environment('SENSOR_TEMPLATE_ARN'),
})

/** What AWS IoT asks for Greengrass cores. */
export const coreHook: PreProvisioningHook = createHook({
  ...shared,
  registration: cores,
  templateArn: environment('CORE_TEMPLATE_ARN'),
})
