import { quote } from '../../error/quote.js'
import type { StatementOutline } from '../validate/outline-policy.js'
import type { LintRule } from './lint-rule.js'

interface Use {
  readonly path: string
  readonly name: string
}

const usesIn = ({ resources, comparisons }: StatementOutline): readonly Use[] => [
  ...[...resources, ...comparisons.flatMap(({ values }) => values)].flatMap(({ path, text }) =>
    [...new Set(Array.from(text.matchAll(/\$\{([^}]*)\}/g), ([, name = '']) => name))].map((name) => ({ path, name })),
  ),
  ...comparisons.map(({ keyPath: path, key: name }) => ({ path, name })),
]

/** A variable without a value stays as it is written, and AWS warns of what follows ("Certificate policy variables"). */
export const variableUnfilled: LintRule = {
  code: 'variable-unfilled',
  severity: 'warning',
  find: (statements, profile) =>
    statements
      .flatMap(usesIn)
      .filter(({ name }) => profile?.leavesEmpty(name))
      .map(({ path, name }) => ({
        path,
        value: name,
        message: `the devices' certificates have nothing that AWS puts in place of ${quote(name)}`,
        remedy: 'use an attribute that every certificate has, or issue the certificates with this one',
      })),
}
