export {
  type CreateSealingKeyPairOptions,
  createSealingKeyPair,
  type SealingKeyPair,
} from './create-sealing-key-pair.js'
export { type OpenSealedPrivateKeyOptions, openSealedPrivateKey } from './open-sealed-private-key.js'
export { type SealPrivateKeyOptions, sealPrivateKey } from './seal-private-key.js'
export {
  type SealedWithoutKeyDerivation,
  type SealWithoutKeyDerivationOptions,
  sealPrivateKeyWithoutKeyDerivation,
} from './seal-private-key-without-key-derivation.js'
export { hashSealingKey, readSealingKey } from './sealing-key.js'
