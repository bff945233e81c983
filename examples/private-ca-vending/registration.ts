import { defineRegistration, type Registration, requireSubject, strongKey, withinValidity } from '@thingplan/core'
import { ownTopics } from '@thingplan/templates'

/** The serial number is the common name: one subject for each lamp, and none that a request could choose. */
export const subject = (serialNumber: string): { readonly O: string; readonly CN: string } => ({
  O: 'Acme Lamps',
  CN: serialNumber,
})

/** What a lamp becomes once its certificate is issued. No AWS, no clock, no network: everything here is tested offline. */
export const lamps: Registration = defineRegistration({
  name: 'lamps',
  rules: [requireSubject({ O: 'Acme Lamps', CN: /L[0-9]{4,8}/ }), withinValidity(), strongKey()],
  profiles: [
    {
      thing: { name: 'lamp-<%= certificate.attributes.subject.CN %>' },
      policies: [ownTopics({ name: 'lamp-topics', prefix: 'lamp' })],
    },
  ],
})

/** Which lamp a thing is: the way back, for what AWS IoT says of clients that connect. */
export const serialNumberOf = (thingName: string): string | undefined => /^lamp-(L[0-9]{4,8})$/.exec(thingName)?.[1]
