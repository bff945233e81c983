import type { CompiledProfile } from './compiled-profile.js'
import type { Registration } from './registration.js'

/** Every kind of step that the plans of a registration can hold: what the role that executes them must be allowed. */
export const stepKindsOf = (
  profiles: readonly CompiledProfile[],
  onIdentityConflict: 'reject' | 'replace',
): Registration['stepKinds'] => {
  const kinds = new Set<Registration['stepKinds'][number]>(['ensure-thing', 'attach-thing', 'set-certificate-status'])
  for (const { thing, billingGroup, groups, policies } of profiles) {
    if (thing.typeName) kinds.add('ensure-thing-type')
    if (billingGroup) kinds.add('ensure-billing-group')
    if (groups.length > 0) kinds.add('ensure-thing-group').add('add-to-thing-group')
    if (policies.length > 0) kinds.add('ensure-policy').add('attach-policy')
  }
  if (onIdentityConflict === 'replace') kinds.add('set-thing-owner').add('detach-thing')
  return [...kinds]
}
