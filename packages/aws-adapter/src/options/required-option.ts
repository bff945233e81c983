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

/**
 * Refuses an option that is given but lacks a method.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const requireMethods = (value: object | undefined, field: string, methods: readonly string[]): void => {
  if (value === undefined) return
  const all = new Map<string, unknown>(methods.map((name) => [name, Reflect.get(Object(value), name)]))
  for (const [name, method] of all) {
    if (typeof method !== 'function') {
      throw new AdapterError('adapter-option', `${quote(field)} has no method ${quote(name)}`, { field })
    }
  }
}
