import {
  askVerifier,
  type Certificate,
  defineRegistration,
  type Registration,
  requireSubject,
  strongKey,
  withinValidity,
} from '@thingplan/core'
import { defineRotation, type Rotation } from '@thingplan/core/lifecycle'
import { ownTopics, rotationTopics } from '@thingplan/templates'

/** First levels of the topics, as devices in the field have them. */
export const prefix = '/cert-rotation'

/** What a sensor with the vendor's certificate must be, and what it becomes: a thing that may rotate its certificate. */
export const sensors: Registration = defineRegistration({
  name: 'sensors',
  rules: [
    requireSubject({ serialNumber: /[0-9]{4,12}/, title: 'sensor' }),
    withinValidity({ minimumRemainingDays: 30 }),
    strongKey(),
    askVerifier('allow-list'),
  ],
  profiles: [
    {
      name: 'sensor',
      thing: {
        name: 'sensor-<%= certificate.attributes.subject.serialNumber %>',
        attributes: { serial_number: '<%= certificate.attributes.subject.serialNumber %>' },
      },
      policies: [ownTopics(), rotationTopics({ prefix, device: '${iot:Certificate.Subject.SerialNumber}' })],
    },
  ],
})

/** From the vendor's certificate to the manufacturer's: same thing, same policies, another key and another CA. */
export const onboarding: Rotation = defineRotation({ name: 'onboarding', issuer: 'manufacturer' })

/** Which device a certificate is of, the vendor's and ours alike. */
export const deviceOf = ({ subject }: Certificate): string | undefined => subject.get('serialNumber')

export const thingNameOf = (device: string): string => `sensor-${device}`

/** The subject of our certificates, whatever a device asks for; its policies read the serial number. */
export const subjectOf = (device: string) =>
  [
    ['O', 'Acme'],
    ['serialNumber', device],
  ] as const
