import type { EnsurePolicyStep } from '@thingplan/core'

/** What a policy is remembered by: its name with its document, so that a changed document is compared anew. */
export const policyKey = ({ policyName, document }: EnsurePolicyStep): string =>
  `${policyName} ${JSON.stringify(document)}`
