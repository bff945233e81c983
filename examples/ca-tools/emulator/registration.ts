import { defineRegistration, type Registration, requireSubject, strongKey, withinValidity } from '@thingplan/core'
import { ownTopics } from '@thingplan/templates'

/** Takes any device with a common name: it becomes the thing of that name, with its own topics. */
export const anyDevice: Registration = defineRegistration({
  name: 'any-device',
  rules: [requireSubject({ CN: /[A-Za-z0-9_-]{1,64}/ }), withinValidity(), strongKey()],
  profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [ownTopics()] }],
})
