export type {
  FixtureExtension,
  FixtureExtensions,
  FixtureGeneralName,
} from './certificate-fixture/extension-writer.js'
export type { CertificateFixtureOptions } from './certificate-fixture/fixture-options.js'
export type {
  FixtureAttribute,
  FixtureAttributeType,
  FixtureName,
  FixtureValue,
} from './certificate-fixture/name-writer.js'
export type { FixturePublicKey } from './certificate-fixture/public-key-writer.js'
export type { FixtureSignatureAlgorithm } from './certificate-fixture/signature-writer.js'
export type { TextEncoding } from './certificate-fixture/text-encoding.js'
export { certificateFixture } from './certificate-fixture.js'
export { type RecordFixtureOptions, recordFixture } from './device-record-fixture.js'
export {
  type DeviceStoreContractCase,
  type DeviceStoreWorld,
  deviceStoreContract,
  type MakeDeviceStore,
} from './device-store-contract.js'
export { driverContract } from './driver-contract.js'
export type { DriverContractCase, DriverWorld, MakeWorld, UnregisteredCertificate, WorldSeed } from './driver-world.js'
export { type FactsFixtureOptions, factsFixture, fixtureCaCertificateId } from './facts-fixture.js'
export { createMemoryDeviceStore, type MemoryDeviceStoreOptions } from './memory-device-store.js'
export {
  createMemoryDriver,
  type DriverCall,
  type InjectedFailure,
  type MemoryDriver,
  type MemoryDriverOptions,
} from './memory-driver.js'
export type { CertificateState, InitialRegistry, RegistryState, ThingState } from './memory-driver-registry.js'
export { type PlanFixtureOptions, planFixture } from './plan-fixture.js'
