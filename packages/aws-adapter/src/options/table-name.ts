import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/**
 * The name of a DynamoDB table, or its ARN, in any account.
 *
 * @throws {AdapterError} `adapter-option`
 * @see Amazon DynamoDB Developer Guide, "Naming rules"
 */
export const requireTableName = (name: unknown, field: string): void => {
  if (typeof name === 'string' && /^[A-Za-z0-9_.:/-]{1,1024}$/.test(name)) return
  const value = String(name)
  throw new AdapterError('adapter-option', `\`${field}\` ${quote(value)} is not the name of a table`, { field, value })
}
