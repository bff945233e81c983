import { expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { subjectOf } from './subject-of.js'

it.each([
  [
    'what the universal JITR logs',
    { CN: 'pump', title: 'greengrass', serialNumber: '2048', '2.5.4.44': 'p-1' },
    { thingCategory: 'greengrass', serialNumber: '2048', productId: 'p-1' },
  ],
  ['nothing that is not there', { CN: 'pump' }, {}],
  ['no control characters', { serialNumber: '2048\u0000\n' }, { serialNumber: '2048\\u{0}\\u{a}' }],
  ['no more than 256 characters', { serialNumber: '1'.repeat(300) }, { serialNumber: `${'1'.repeat(256)}…` }],
])('tells %s', (_what, subject, told) => {
  const certificate = certificateFixture({ subject })
  expect(subjectOf(certificate)).toEqual({ certificateId: certificate.id, ...told })
})
