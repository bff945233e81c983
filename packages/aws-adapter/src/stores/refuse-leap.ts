import { LifecycleError } from '@thingplan/core/lifecycle'

/**
 * Refuses a write whose version does not follow: it would let the next reader write over it unseen.
 *
 * @throws {LifecycleError} `record-transition`
 */
export const refuseLeap = (record: { readonly version: number }, expects: { readonly version: number }): void => {
  if (record.version === expects.version + 1) return
  throw new LifecycleError('record-transition', 'the version of the record does not follow the one that is stored', {
    field: 'version',
    value: String(record.version),
    remedy: 'write what a decision says, as it is',
  })
}
