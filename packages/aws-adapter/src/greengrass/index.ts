export {
  type EnsureCoreGroupOptions,
  type EnsuredCoreGroup,
  ensureCoreGroup,
} from './ensure-core-group.js'
export {
  type EnsuredRoleAlias,
  type EnsureRoleAliasOptions,
  ensureRoleAlias,
} from './ensure-role-alias.js'
export type { CoreGroupCalls, RoleAliasCalls } from './greengrass-calls.js'
export { type TokenExchangeRoleOptions, tokenExchangeRole } from './token-exchange-role.js'
