import { quote } from '../../error/quote.js'
import { grantsOf, isEverything } from './grant.js'
import type { LintRule } from './lint-rule.js'

/** A role alias leads to the credentials of a role: a beginning of names covers aliases that are made later, for other roles. */
export const roleAliasOpen: LintRule = {
  code: 'role-alias-open',
  severity: 'warning',
  find: (statements) =>
    grantsOf(statements, 'iot:AssumeRoleWithCertificate')
      .filter(({ name }) => !isEverything(name) && /[*?]/.test(name.replace(/\$\{[*?$]\}/g, '')))
      .map(({ at: { path, written: value } }) => ({
        path,
        value,
        message: `${quote(value)} is every role alias of such a name, also those that are made later`,
        remedy: 'name the one role alias that the device needs',
      })),
}
