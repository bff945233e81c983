import { defineRegistration, type PolicySpec, type Registration, requireSubject } from '@thingplan/core'

/** Which devices become pumps, and what a pump gets. */
export const pumpsWith = (policy: PolicySpec): Registration =>
  defineRegistration({
    name: 'pumps',
    rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
    profiles: [{ thing: { name: 'pump-<%= certificate.attributes.subject.serialNumber %>' }, policies: [policy] }],
  })
