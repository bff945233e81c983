import { askVerifier, defineRegistration, type Registration, requireSubject } from '@thingplan/core'

const serialNumber = '<%= certificate.attributes.subject.serialNumber %>'

/**
 * Which devices are taken, and what they are called. No AWS, no clock, no network: everything here is tested offline.
 *
 * A certificate of AWS's says nothing about the device: the serial number is what the device says, and the factory is asked.
 */
export const sensors: Registration = defineRegistration({
  name: 'sensors',
  rules: [requireSubject({ serialNumber: /2048[0-9]{4}/ }), askVerifier('factory')],
  profiles: [{ thing: { name: `sensor-${serialNumber}`, attributes: { serial_number: serialNumber } }, policies: [] }],
})

/** The same for Greengrass cores. */
export const cores: Registration = defineRegistration({
  name: 'cores',
  rules: [requireSubject({ serialNumber: /7001[0-9]{4}/ }), askVerifier('factory')],
  profiles: [{ thing: { name: `core-${serialNumber}` }, groups: ['sites'], policies: [] }],
})
