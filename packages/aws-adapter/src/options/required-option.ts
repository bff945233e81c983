import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/**
 * Refuses a client without `send`, before the first event finds out.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const requireClient = (client: { readonly send: unknown }, field: string): void => {
  if (typeof client !== 'object' || client === null || typeof client.send !== 'function') {
    throw new AdapterError('adapter-option', `${quote(field)} is not a client`, {
      field,
      remedy: 'give an object with a `send` method, such as a client of the AWS SDK',
    })
  }
}

/**
 * Refuses an option that is given but cannot be called.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const requireFunction = (value: unknown, field: string): void => {
  if (value !== undefined && typeof value !== 'function') {
    throw new AdapterError('adapter-option', `${quote(field)} is not a function`, { field })
  }
}
