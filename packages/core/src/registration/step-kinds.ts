import type { StepKind } from '../plan/step/step.js'
import type { CompiledProfile } from './compiled-profile.js'

/** Every kind of step that the plans of a registration can hold: what the role that executes them must be allowed. */
export const stepKindsOf = (
  profiles: readonly CompiledProfile[],
  onIdentityConflict: 'reject' | 'replace',
): readonly StepKind[] => {
  const kinds: StepKind[] = ['ensure-thing', 'attach-thing', 'set-certificate-status']
  if (profiles.some(({ thing }) => thing.typeName !== undefined)) kinds.push('ensure-thing-type')
  if (profiles.some(({ billingGroup }) => billingGroup !== undefined)) kinds.push('ensure-billing-group')
  if (profiles.some(({ groups }) => groups.length > 0)) kinds.push('ensure-thing-group', 'add-to-thing-group')
  if (profiles.some(({ policies }) => policies.length > 0)) kinds.push('ensure-policy', 'attach-policy')
  if (onIdentityConflict === 'replace') kinds.push('set-thing-owner', 'detach-thing')
  return Object.freeze(kinds)
}
