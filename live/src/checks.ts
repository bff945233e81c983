import type { Check } from './check/check.js'
import { attachTwice } from './checks/attach-twice.js'
import { billingGroupOverride } from './checks/billing-group-override.js'
import { caWithoutConstraints } from './checks/ca-without-constraints.js'
import { deleteMember } from './checks/delete-member.js'
import { deletedReturns } from './checks/deleted-returns.js'
import { eventOfCall } from './checks/event-of-call.js'
import { exclusiveConflict } from './checks/exclusive-conflict.js'
import { exclusiveInTemplate } from './checks/exclusive-in-template.js'
import { exclusiveOverlap } from './checks/exclusive-overlap.js'
import { firstEvent } from './checks/first-event.js'
import { functionInBulk } from './checks/function-in-bulk.js'
import { groupTwice } from './checks/group-twice.js'
import { inactiveCa } from './checks/inactive-ca.js'
import { jitpDelay } from './checks/jitp-delay.js'
import { jitpEvent } from './checks/jitp-event.js'
import { jitpSerialNumber } from './checks/jitp-serial-number.js'
import { jitpSeveralValues } from './checks/jitp-several-values.js'
import { literalStarInBraces } from './checks/literal-star-in-braces.js'
import { literalStarInParentheses } from './checks/literal-star-in-parentheses.js'
import { mappingsInBulk } from './checks/mappings-in-bulk.js'
import { missingParent } from './checks/missing-parent.js'
import { noPolicy } from './checks/no-policy.js'
import { overrideDefault } from './checks/override-default.js'
import { pendingByCall } from './checks/pending-by-call.js'
import { policyConditionKeys } from './checks/policy-condition-keys.js'
import { policyNotAction } from './checks/policy-not-action.js'
import { policySid } from './checks/policy-sid.js'
import { policySingleStatement } from './checks/policy-single-statement.js'
import { pssSignature } from './checks/pss-signature.js'
import { repeatedEvent } from './checks/repeated-event.js'
import { revokedToActive } from './checks/revoked-to-active.js'
import { secondBillingGroup } from './checks/second-billing-group.js'
import { templateVersions } from './checks/template-versions.js'
import { versionKey } from './checks/version-key.js'

/** Every fact of registration, policies and provisioning that nobody has confirmed and that a program can find out. */
export const checks: readonly Check[] = [
  firstEvent,
  repeatedEvent,
  eventOfCall,
  deletedReturns,
  inactiveCa,
  noPolicy,
  pendingByCall,
  revokedToActive,
  pssSignature,
  caWithoutConstraints,
  groupTwice,
  secondBillingGroup,
  attachTwice,
  exclusiveConflict,
  exclusiveOverlap,
  deleteMember,
  missingParent,
  policyNotAction,
  policySid,
  policySingleStatement,
  policyConditionKeys,
  literalStarInBraces,
  literalStarInParentheses,
  overrideDefault,
  functionInBulk,
  mappingsInBulk,
  versionKey,
  exclusiveInTemplate,
  billingGroupOverride,
  jitpEvent,
  jitpDelay,
  jitpSerialNumber,
  jitpSeveralValues,
  templateVersions,
]
