import { type TextPattern, textOption } from '../options/text-option.js'
import { isReference } from './reference.js'

/**
 * A name in a policy: literal, or a reference that the deployment resolves.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const literalOrReference = (field: string, value: string, text: TextPattern): string =>
  typeof value === 'string' && isReference(value) ? value : textOption(field, value, text)
