import type { StatementOutline } from '../validate/outline-policy.js'

const prefix = 'iot:Connection.Thing.'
const isAttached = `${prefix}IsAttached`

/** Where a statement looks at the thing of the connection, other than to ask whether the certificate is attached to it. */
export const thingVariableUses = ({
  resources,
  comparisons,
}: StatementOutline): readonly { readonly path: string; readonly value: string }[] => [
  ...[...resources, ...comparisons.flatMap(({ values }) => values)]
    .filter(({ text }) => text.replaceAll(`\${${isAttached}}`, '').includes(`\${${prefix}`))
    .map(({ path, written: value }) => ({ path, value })),
  ...comparisons
    .filter(({ key }) => key.startsWith(prefix) && key !== isAttached)
    .map(({ keyPath: path, key: value }) => ({ path, value })),
]
