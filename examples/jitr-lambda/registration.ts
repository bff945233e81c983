import { defineRegistration, requireSubject, strongKey, withinValidity } from '@thingplan/core'
import { ownTopics } from '@thingplan/templates'

/** What a device must be, and what it becomes. No AWS, no clock, no network: everything here is tested offline. */
export const sensors = defineRegistration({
  name: 'sensors',
  rules: [
    requireSubject({ serialNumber: /[0-9]{4,12}/, title: 'sensor', generationQualifier: ['mk1', 'mk2'] }),
    withinValidity({ minimumRemainingDays: 30 }),
    strongKey(),
  ],
  profiles: [
    {
      name: 'sensor',
      thing: {
        name: 'sensor-<%= certificate.attributes.subject.serialNumber %>',
        typeName: 'sensor-<%= certificate.attributes.subject.generationQualifier %>',
        searchableAttributes: ['serial_number'],
        attributes: {
          serial_number: '<%= certificate.attributes.subject.serialNumber %>',
          maker: { value: '<%= certificate.attributes.subject.O %>', optional: true },
        },
      },
      policies: [ownTopics()],
    },
  ],
})
