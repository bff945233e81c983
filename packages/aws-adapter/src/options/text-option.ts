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
