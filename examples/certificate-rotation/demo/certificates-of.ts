import type { Emulator, Json } from '@thingplan/emulator'

/** How it is with the certificates of a sensor. */
export interface SensorCertificates {
  readonly vendor: Readonly<Record<string, unknown>> | undefined
  readonly manufacturer: Readonly<Record<string, unknown>> | undefined
  readonly count: number
  /** The certificate that the thing belongs to. */
  readonly owner: unknown
}

const recordOf = (value: Json | undefined): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** What AWS IoT has on record of a sensor; a certificate that nobody has ever let in is nobody's. */
export const certificatesOf = (emulator: Emulator, serialNumber: string): SensorCertificates => {
  const { certificates, things } = emulator.snapshot()
  const own = Object.entries(certificates)
    .map(([id, record]): Readonly<Record<string, unknown>> => ({ id, ...recordOf(record) }))
    .filter(
      ({ subject, status }) =>
        status !== 'PENDING_ACTIVATION' && String(subject).includes(`serialNumber=${serialNumber}`),
    )
  const { attributes } = recordOf(things[`sensor-${serialNumber}`])
  return {
    vendor: own.find(({ subject }) => String(subject).includes('O=Sensor Vendor')),
    manufacturer: own.find(({ subject }) => String(subject).includes('O=Acme')),
    count: own.length,
    owner: typeof attributes === 'object' && attributes !== null ? Reflect.get(attributes, 'certificateId') : undefined,
  }
}
