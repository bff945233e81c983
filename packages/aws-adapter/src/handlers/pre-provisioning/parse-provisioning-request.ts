import { type Account, quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'

/** What AWS IoT asks the hook, read and checked. */
export interface ProvisioningRequest {
  /** The certificate that the device asks with; lower-case hex. */
  readonly claimCertificateId: string
  /** The certificate that the device is to have; lower-case hex. */
  readonly certificateId: string
  readonly certificatePem: string
  readonly templateArn: string
  /** Of `templateArn`. */
  readonly templateName: string
  /** Of `templateArn`. */
  readonly account: Required<Account>
  readonly clientId: string
  /** As the device sent them. Whoever holds a claim writes here what they like. */
  readonly parameters: Readonly<Record<string, string>>
}

type Fields = ReadonlyMap<string, unknown>

const malformed = (field: string, wanted: string, value?: unknown): AdapterError =>
  new AdapterError('event-malformed', `${quote(field)} is not ${wanted}`, {
    field,
    value: typeof value === 'string' ? value : undefined,
    remedy: 'invoke the function as the pre-provisioning hook of a template, and in no other way',
  })

const readText = (event: Fields, field: string, pattern: RegExp, wanted: string): string => {
  const value = event.get(field)
  if (typeof value === 'string' && pattern.test(value)) return value
  // A PEM, or what stands in its place, is nothing to repeat.
  throw malformed(field, wanted, field === 'certificatePem' ? undefined : value)
}

const readId = (event: Fields, field: string): string =>
  readText(event, field, /^[0-9a-f]{64}$/i, '64 hexadecimal digits').toLowerCase()

const templateArn =
  /^arn:(aws|aws-cn|aws-us-gov):iot:([a-z0-9-]{1,32}):(\d{12}):provisioningtemplate\/([0-9A-Za-z_-]{1,36})$/

const partitions: readonly Required<Account>['partition'][] = ['aws', 'aws-cn', 'aws-us-gov']

/**
 * The template, the account and the region that the ARN of a template names; `undefined` for text that is none.
 *
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 */
export const readTemplateArn = (arn: unknown): Pick<ProvisioningRequest, 'templateName' | 'account'> | undefined => {
  const [, partitionName, region, id, templateName] = templateArn.exec(typeof arn === 'string' ? arn : '') ?? []
  const partition = partitions.find((known) => known === partitionName)
  if (partition === undefined || region === undefined || id === undefined || templateName === undefined)
    return undefined
  return { templateName, account: { id, region, partition } }
}

/** AWS IoT API Reference, RegisterThing: lengths of a parameter's name and value. */
const isParameter = (entry: [string, unknown]): entry is [string, string] => {
  const [name, value] = entry
  return name.length <= 2048 && typeof value === 'string' && value.length <= 4096
}

const readParameters = (value: unknown): Readonly<Record<string, string>> => {
  // A device need not send any.
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed('parameters', 'an object')
  const entries = Object.entries(value)
  if (!entries.every(isParameter)) throw malformed('parameters', 'an object of texts of at most 4096 characters')
  return Object.freeze(Object.fromEntries(entries))
}

/**
 * Reads what AWS IoT invokes a pre-provisioning hook with. What it has beside its documented fields is left alone.
 *
 * @param value - the event, as the Lambda gets it
 * @returns The request, frozen, with the template's name and account taken from its ARN.
 * @throws {AdapterError} `event-malformed`
 * @see AWS IoT Core Developer Guide, "Pre-provisioning hooks"
 *
 * @example
 * ```ts
 * import { parseProvisioningRequest } from '@thingplan/aws-adapter'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const { id, pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
 * const request = parseProvisioningRequest({
 *   claimCertificateId: 'c1'.repeat(32),
 *   certificateId: id,
 *   certificatePem: pem,
 *   templateArn: 'arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors',
 *   clientId: 'claim-1',
 *   parameters: { SerialNumber: '20481234' },
 * })
 * request.templateName // => 'sensors'
 * ```
 */
export const parseProvisioningRequest = (value: unknown): ProvisioningRequest => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('event', 'an object')
  const event: Fields = new Map(Object.entries(value))
  const arn = readText(event, 'templateArn', templateArn, 'the ARN of a provisioning template')
  const named = readTemplateArn(arn)
  if (named === undefined) throw malformed('templateArn', 'the ARN of a provisioning template', arn)
  return Object.freeze({
    claimCertificateId: readId(event, 'claimCertificateId'),
    certificateId: readId(event, 'certificateId'),
    certificatePem: readText(event, 'certificatePem', /^.{1,65536}$/s, 'text of at most 65536 characters'),
    templateArn: arn,
    ...named,
    clientId: readText(event, 'clientId', /^.{1,128}$/s, 'text of at most 128 characters'),
    parameters: readParameters(event.get('parameters')),
  })
}
