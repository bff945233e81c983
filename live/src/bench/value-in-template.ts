import { DescribeThingCommand } from '@aws-sdk/client-iot'
import type { SubjectInput } from '@thingplan/pki'
import { errorNameOf } from '../check/error-name.js'
import type { Bench } from './bench.js'
import type { DeviceIdentity } from './devices.js'
import { jitpConfig } from './jitp-config.js'

/** What AWS put for a parameter of the certificate, and of which certificate. */
export interface ValueInTemplate {
  readonly device: DeviceIdentity
  /** Empty where the thing was made without it. */
  readonly value: string
}

/** The value of the attribute that the template gives the thing; `undefined` while there is no thing. */
const valueOfThing = async (bench: Bench): Promise<string | undefined> => {
  try {
    const { attributes } = await bench.client.send(new DescribeThingCommand({ thingName: bench.name('thing') }))
    return attributes?.['value'] ?? ''
  } catch (error) {
    if (errorNameOf(error) === 'ResourceNotFoundException') return undefined
    throw error
  }
}

/**
 * Connects a device of a CA whose template asks for the parameter.
 *
 * @throws {Error} where no thing is made: then nothing was found out about the value
 */
export const valueInTemplate = async (
  bench: Bench,
  parameter: string,
  subject: SubjectInput,
): Promise<ValueInTemplate> => {
  const ca = await bench.selfRegisteringCa(await jitpConfig(bench, parameter))
  const device = await ca.issue(subject)
  await bench.note({ kind: 'certificate', id: device.certificateId })
  await bench.devices.connect(device, bench.name('device'))
  const value = await bench.until(() => valueOfThing(bench))
  if (value === undefined) {
    throw new Error('no thing was made: look at what the role may do, and at the metrics `ProvisionThing` of AWS IoT')
  }
  return { device, value }
}
