import { quote } from '../../error/quote.js'
import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { mayOverlap } from './name-pattern.js'

const withKeys = '$aws/certificates/create/'
const fromRequest = '$aws/certificates/create-from-csr/'

/** The reserved topics of certificates for a device's own key do not begin with those for keys that AWS makes. */
export const csrProvisioningMissing: LintRule = {
  code: 'csr-provisioning-missing',
  severity: 'notice',
  find: (statements) =>
    ['iot:Publish', 'iot:Subscribe', 'iot:Receive'].flatMap((action) => {
      const grants = grantsOf(statements, action)
      if (grants.some(({ name }) => mayOverlap(name, `${fromRequest}*`))) return []
      return grants
        .filter(({ name }) => name.startsWith(withKeys) && /[*?]/.test(name))
        .map(({ at: { path, written: value } }) => ({
          path,
          value,
          message: `${quote(value)} does not cover ${quote(fromRequest)}, where a device sends the request for its own key`,
          remedy: `add ${quote(`${fromRequest}*`)}, unless keys shall be made by AWS`,
        }))
    }),
}
