import { defineRegistration, type Registration, requireSubject } from '@thingplan/core'
import { ownTopics } from '@thingplan/templates'

/** What a pump becomes once its certificate is issued. No AWS, no clock, no network: everything here is tested offline. */
export const pumps: Registration = defineRegistration({
  name: 'pumps',
  // The subject is what the vending machine has put there. An issuer that writes another one is found out here.
  rules: [requireSubject({ CN: /P[0-9]{4,8}/ })],
  profiles: [
    {
      thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' },
      policies: [ownTopics({ name: 'pump-topics', prefix: 'pump' })],
    },
  ],
})

/** The serial number is the common name, and the thing is called after it. */
export const subject = (serialNumber: string): { readonly CN: string } => ({ CN: serialNumber })

/** Who a thing is: the way back, for what AWS IoT says of clients that connect. */
export const serialNumberOf = (thingName: string): string | undefined => /^pump-(P[0-9]{4,8})$/.exec(thingName)?.[1]
