import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/** What an option that is text has to look like, and how to say so. */
export interface TextPattern {
  readonly pattern: RegExp
  readonly wanted: string
}

/** AWS IoT API Reference: the names and ARNs that provisioning calls take. */
export const templateNameText: TextPattern = {
  pattern: /^[0-9A-Za-z_-]{1,36}$/,
  wanted: '1 to 36 of `0-9A-Za-z_-`',
}

export const roleArnText: TextPattern = {
  pattern: /^(?=.{20,2048}$)arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@/-]+$/,
  wanted: 'the ARN of a role, such as `arn:aws:iam::123456789012:role/provisioning`',
}

/** AWS KMS API Reference, "Sign": an id, an ARN, or `alias/` with a name. */
export const kmsKeyIdText: TextPattern = {
  pattern: /^[\w:/-]{1,2048}$/,
  wanted: 'the id, the ARN or an alias of a key in KMS',
}

/** AWS IoT API Reference, "StartThingRegistrationTask". */
export const inputFileBucketText: TextPattern = {
  pattern: /^[a-zA-Z0-9._-]{3,256}$/,
  wanted: 'the name of a bucket',
}

export const inputFileKeyText: TextPattern = {
  pattern: /^[a-zA-Z0-9!_.*'()/-]{1,1024}$/,
  wanted: "1 to 1024 of `a-zA-Z0-9!_.*'()/-`",
}

export const certificateIdText: TextPattern = { pattern: /^[0-9a-f]{64}$/i, wanted: '64 hexadecimal digits' }

/**
 * Text of a certain form.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const textOption = (field: string, value: unknown, { pattern, wanted }: TextPattern): string => {
  if (typeof value === 'string' && pattern.test(value)) return value
  const given = typeof value === 'string' ? value : undefined
  const problem = given === undefined ? 'is not text' : `cannot be ${quote(given)}`
  throw new AdapterError('adapter-option', `${quote(field)} ${problem}`, {
    field,
    value: given,
    remedy: `give ${wanted}`,
  })
}
