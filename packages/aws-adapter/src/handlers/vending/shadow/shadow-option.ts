import { AdapterError } from '../../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireFunction } from '../../../options/required-option.js'
import type { ShadowSource } from './shadow-source.js'

export interface ShadowOption {
  readonly source: ShadowSource
  /** Keys of `desired` and `reported` that a device is shown. Default: all. */
  readonly readable?: readonly string[]
  /** Keys of `desired` and `reported` that a device may write; a request with another is refused as a whole. */
  readonly writable: readonly string[]
  /** The thing of a device whose record names none, as where devices are registered at their first connection. Default: none. */
  readonly thingName?: (serialNumber: string) => string | undefined
}

const isKeys = (value: unknown): boolean =>
  Array.isArray(value) && value.every((key) => typeof key === 'string' && key !== '')

/** @throws {AdapterError} `adapter-option` */
export const checkShadowOption = (option: ShadowOption): ShadowOption => {
  refuseUnknownOptions('shadow', option, ['source', 'readable', 'writable', 'thingName'])
  const { source, readable, writable, thingName } = option
  const refuse = (field: string, remedy: string): AdapterError =>
    new AdapterError('adapter-option', `\`${field}\` is missing, or is not what is needed`, { field, remedy })
  if (typeof source?.read !== 'function' || typeof source.update !== 'function') {
    throw refuse('shadow.source', 'give what `createIotShadowSource` returns')
  }
  if (!isKeys(writable)) throw refuse('shadow.writable', 'list the keys that a device may write')
  if (readable !== undefined && !isKeys(readable))
    throw refuse('shadow.readable', 'list the keys that a device is shown')
  requireFunction(thingName, 'shadow.thingName')
  return option
}
