import { quote } from '@thingplan/core'
import { defaultQuotas, type Quotas } from '@thingplan/core/capacity'
import { operationNames } from '../control-plane/operations.js'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'

/** @throws {EmulatorError} `emulator-option` */
export const parseQuotas = (quotas: Quotas | 'default'): Quotas => {
  if (quotas === 'default') return defaultQuotas
  refuseUnknownOptions('quotas', quotas, [...new Set([...operationNames, ...Object.keys(defaultQuotas)])])
  for (const [operation, perSecond] of Object.entries(quotas)) {
    if (typeof perSecond === 'number' && perSecond > 0) continue
    const field = `quotas.${operation}`
    throw new EmulatorError('emulator-option', `${field} cannot be ${quote(String(perSecond))}`, {
      field,
      value: String(perSecond),
      remedy: 'give requests per second, more than 0; Infinity for no quota',
    })
  }
  return quotas
}
