import { actionTooBroad } from './action-too-broad.js'
import { attachmentUnchecked } from './attachment-unchecked.js'
import { clientIdUnprotected } from './client-id-unprotected.js'
import { connectMissing } from './connect-missing.js'
import { connectUnbound } from './connect-unbound.js'
import { coreThingVariable } from './core-thing-variable.js'
import { csrProvisioningMissing } from './csr-provisioning-missing.js'
import { denialWalkedAround } from './denial-walked-around.js'
import { filterReachesOthers } from './filter-reaches-others.js'
import { httpsConnectionVariable } from './https-connection-variable.js'
import type { LintRule } from './lint-rule.js'
import { publishMissing } from './publish-missing.js'
import { receiveMissing } from './receive-missing.js'
import { resourceReachesOthers } from './resource-reaches-others.js'
import { resourceTooBroad } from './resource-too-broad.js'
import { roleAliasOpen } from './role-alias-open.js'
import { subscribeMissing } from './subscribe-missing.js'
import { variableUnfilled } from './variable-unfilled.js'
import { wildcardForAll } from './wildcard-for-all.js'

/** Every rule, in the order of its findings: what grants too much, then what cannot work. */
export const lintRules: readonly LintRule[] = [
  actionTooBroad,
  resourceTooBroad,
  connectUnbound,
  clientIdUnprotected,
  filterReachesOthers,
  resourceReachesOthers,
  attachmentUnchecked,
  denialWalkedAround,
  roleAliasOpen,
  wildcardForAll,
  connectMissing,
  receiveMissing,
  subscribeMissing,
  publishMissing,
  csrProvisioningMissing,
  httpsConnectionVariable,
  coreThingVariable,
  variableUnfilled,
]
