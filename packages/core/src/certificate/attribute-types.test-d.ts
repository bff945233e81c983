import type { AttributeType } from '@thingplan/core'

// Every spelling of a known type.
export const known: readonly AttributeType[] = [
  'CN',
  'commonName',
  '2.5.4.3',
  'T',
  'E',
  'DN',
  '2.5.4.44',
  'jurisdictionC',
]

// @ts-expect-error a misspelt type is not one
export const misspelt: AttributeType = 'cn'

// @ts-expect-error an OID that is in no table is not one
export const unknownOid: AttributeType = '1.2.3'

// The union is closed: were it `string` or `any`, this would not compile.
export const isClosed: string extends AttributeType ? never : true = true
