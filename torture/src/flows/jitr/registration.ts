import { askVerifier, defineRegistration, type PolicyDocument, type Registration, rule } from '@thingplan/core'

/** What of a registration can be so or so. */
export interface Variant {
  readonly claims: boolean
  readonly policy: 'shared' | 'per-device'
  readonly typeAndGroup: boolean
  readonly verifier: boolean
  /** Whether events of one certificate are collapsed in a process. */
  readonly duplicates: boolean
  /** Whether an invocation ends at some time, as Lambda's do. */
  readonly deadline: boolean
  /** Some say that AWS takes three attributes at creation, some say fifty. */
  readonly createThingAttributeLimit: 3 | 50
}

/** Every other seed has the other value of the first, every second pair that of the next, and so on. */
export const variantOf = (seed: number): Variant => ({
  claims: seed % 2 === 1,
  policy: Math.floor(seed / 2) % 2 === 0 ? 'shared' : 'per-device',
  typeAndGroup: Math.floor(seed / 4) % 2 === 0,
  verifier: seed % 3 === 1,
  duplicates: seed % 3 !== 0,
  deadline: Math.floor(seed / 8) % 2 === 1,
  createThingAttributeLimit: seed % 5 === 0 ? 3 : 50,
})

const name = '<%= certificate.attributes.subject.CN %>'

export const thingTypeName = 'sensor'
export const thingGroupName = 'plant'

const document = (topic: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'iot:Publish',
      Resource: `arn:aws:iot:eu-central-1:123456789012:topic/${topic}`,
    },
  ],
})

export const policyNameOf = ({ policy }: Variant, commonName: string): string =>
  policy === 'shared' ? 'sensor-policy' : `policy-of-${commonName}`

export const thingNameOf = (commonName: string): string => `sensor-${commonName}`

export const attributesOf = ({ typeAndGroup }: Variant, commonName: string): Readonly<Record<string, string>> =>
  typeAndGroup ? { serial: commonName, line: '1', site: 'north', maker: 'acme' } : { serial: commonName }

export const createRegistration = (variant: Variant): Registration => {
  const { verifier, typeAndGroup, policy } = variant
  return defineRegistration({
    name: 'sensors',
    rules: [
      rule('wanted', ({ certificate }) => certificate.subject.get('CN')?.startsWith('unwanted') === false),
      ...(verifier ? [askVerifier('inventory')] : []),
    ],
    profiles: [
      {
        thing: {
          name: thingNameOf(name),
          attributes: attributesOf(variant, name),
          ...(typeAndGroup ? { typeName: thingTypeName, searchableAttributes: ['serial'] } : {}),
        },
        ...(typeAndGroup ? { groups: [thingGroupName] } : {}),
        policies: [
          {
            name: policyNameOf(variant, name),
            document: policy === 'shared' ? document('sensors') : document(`sensors/${name}`),
          },
        ],
      },
    ],
    onReject: 'deactivate',
    onIdentityConflict: 'replace',
  })
}
