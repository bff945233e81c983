import type { SubjectInput } from './subject-input.js'

export const accepted: readonly SubjectInput[] = [
  'CN=device-1',
  { CN: 'device-1', serialNumber: ['1', '2'], '2.5.4.44': 'sensor' },
  [
    ['CN', 'device-1'],
    [
      ['UID', '1'],
      ['title', 'iot'],
    ],
  ],
]

// @ts-expect-error a misspelt attribute type
export const misspelt: SubjectInput = { comonName: 'device-1' }

// @ts-expect-error a value that is no text
export const number: SubjectInput = { CN: 1 }
