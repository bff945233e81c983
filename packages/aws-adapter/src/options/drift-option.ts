import { AdapterError } from '../error/adapter-error.js'

/**
 * What happens to a shared policy that exists with another document, or the default.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const driftOption = (onPolicyDrift: 'refuse' | 'update' | undefined): 'refuse' | 'update' => {
  if (onPolicyDrift === undefined || onPolicyDrift === 'refuse' || onPolicyDrift === 'update') {
    return onPolicyDrift ?? 'refuse'
  }
  throw new AdapterError('adapter-option', '`onPolicyDrift` is neither `refuse` nor `update`', {
    field: 'onPolicyDrift',
    value: String(onPolicyDrift),
    remedy: 'give `refuse` or `update`',
  })
}
