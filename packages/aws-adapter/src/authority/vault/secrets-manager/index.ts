export type { KeyVault, OpenKeyOptions, StorableKey, StoreKeyOptions } from '../key-vault.js'
export { VaultError, type VaultErrorCode } from '../vault-error.js'
export { VaultKey } from '../vault-key.js'
export {
  createSecretsManagerKeyVault,
  type SecretsManagerKeyVaultOptions,
} from './create-secrets-manager-key-vault.js'
export type { SecretsManagerCalls } from './secrets-manager-calls.js'
