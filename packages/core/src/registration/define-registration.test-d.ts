import { expectTypeOf } from 'vitest'
import type { PolicySpec } from '../policy/policy-spec.js'
import { defineRegistration } from './define-registration.js'
import type { Registration } from './registration.js'
import type { RegistrationSpec } from './registration-spec.js'

const name = 'thing-<%= certificate.attributes.subject.serialNumber %>'
declare const ownTopics: PolicySpec
declare const textOfTheTenant: string
declare const specOfTheTenant: RegistrationSpec

// What is meant to compile: every option, literal templates with paths that exist, and text that only the run time knows.
expectTypeOf(
  defineRegistration({
    name: 'sensors',
    rules: [],
    profiles: [
      {
        name: 'gateway',
        when: { title: ['iot', 'greengrass'], serialNumber: /[0-9]+/, generationQualifier: true },
        thing: {
          name,
          typeName: "<%= certificate.attributes.subject['2.5.4.44'] %>-device",
          searchableAttributes: ['serial_number'],
          attributes: {
            serial_number: '<%= certificate.attributes.subject.serialNumber %>',
            country: { value: '<%= certificate.attributes.subject.C %>', optional: true },
          },
          subjectAttributes: { names: { T: 'device_type' }, required: ['serialNumber'] },
          principal: 'exclusive',
          adopt: true,
        },
        groups: ['<%= certificate.attributes.subject.O %>-group'],
        billingGroup: 'billing',
        policies: [ownTopics, { name: 'own', document: { Version: '2012-10-17', Statement: [] } }],
      },
      { thing: { name: textOfTheTenant }, policies: [] },
    ],
    onReject: 'revoke',
    revokeOn: ['deny-list'],
    onIdentityConflict: 'replace',
    ownership: 'principals',
  }),
).toEqualTypeOf<Registration>()
expectTypeOf(defineRegistration(specOfTheTenant)).toEqualTypeOf<Registration>()

// Templates: the misspelt path is named at the text it stands in.
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `certificate.attributes.subject.serialNumbr`
  profiles: [{ thing: { name: 'thing-<%= certificate.attributes.subject.serialNumbr %>' }, policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `certificate.atributes`
  profiles: [{ thing: { name, typeName: '<%= certificate.atributes.subject.O %>' }, policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `certificate.attributes.subject.CNN`
  profiles: [{ thing: { name, attributes: { cn: '<%= certificate.attributes.subject.CNN %>' } }, policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  profiles: [
    {
      thing: {
        name,
        // @ts-expect-error: `certificate.attributes.subject.CNN`
        attributes: { cn: { value: '<%= certificate.attributes.subject.CNN %>', optional: true } },
      },
      policies: [],
    },
  ],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `account.number`
  profiles: [{ thing: { name }, groups: ['<%= account.number %>'], policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `account.number`
  profiles: [{ thing: { name }, billingGroup: '<%= account.number %>', policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  profiles: [
    {
      thing: { name },
      policies: [
        {
          name: 'own-<%= certificate.id %>',
          document: {
            Version: '2012-10-17',
            // @ts-expect-error: `certificate.serial`
            Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: 'arn:…:client/<%= certificate.serial %>' }],
          },
        },
      ],
    },
  ],
})

// Options: the misspelt key is named where it was written.
// @ts-expect-error: `onRejct`
defineRegistration({ name: 'sensors', rules: [], profiles: [{ thing: { name }, policies: [] }], onRejct: 'leave' })
// @ts-expect-error: `group`
defineRegistration({ name: 'sensors', rules: [], profiles: [{ thing: { name }, group: [], policies: [] }] })
// @ts-expect-error: `type`
defineRegistration({ name: 'sensors', rules: [], profiles: [{ thing: { name, type: 'sensor' }, policies: [] }] })
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `nmes`
  profiles: [{ thing: { name, subjectAttributes: { names: {}, nmes: {} } }, policies: [] }],
})
defineRegistration({
  name: 'sensors',
  rules: [],
  // @ts-expect-error: `scope`
  profiles: [{ thing: { name }, policies: [{ name: 'own', document: '{}', scope: 'shared' }] }],
})

// Values: what the spec's own types refuse.
// @ts-expect-error: no thing
defineRegistration({ name: 'sensors', rules: [], profiles: [{ policies: [] }] })
// @ts-expect-error: no such consequence
defineRegistration({ name: 'sensors', rules: [], profiles: [{ thing: { name }, policies: [] }], onReject: 'delete' })
