import { quote } from '@thingplan/core'
import { PkiError } from './pki-error.js'

/** Whose rules hold: those of AWS IoT, or those of X.509 alone. */
export type Target = 'aws-iot' | 'x509'

export interface TargetOption {
  /**
   * `aws-iot` (the default) refuses what AWS IoT refuses. `x509` also takes Ed25519, where the runtime has it, and requests of any
   * length.
   */
  readonly target?: Target | undefined
}

/** @throws {PkiError} `pki-option`. */
export const readTarget = ({ target = 'aws-iot' }: TargetOption): Target => {
  if (target === 'aws-iot' || target === 'x509') return target
  const value = String(target)
  const remedy = 'use `aws-iot` or `x509`'
  throw new PkiError('pki-option', `no target ${quote(value)}`, { field: 'target', value, remedy })
}
