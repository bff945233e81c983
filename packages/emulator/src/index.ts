export type { Endpoint, ListenOptions } from './broker/listen.js'
export type { Call } from './call-log.js'
export type { ClientOptions, Transport } from './client/create-client.js'
export type { ConnectDeviceOptions, ConnectDeviceResult } from './connection/connect-device.js'
export { createEmulator, type Emulator } from './emulator.js'
export { EmulatorError, type EmulatorErrorCode } from './emulator-error.js'
export type { EmulatorOptions } from './emulator-options.js'
export type { ConnectionEvent, DenialReason, DeniedAction, RefusalReason } from './event/connection-event.js'
export type { Listener, Unsubscribe } from './event/emitter.js'
export type { CertificateStatusEvent, EmulatorEvents } from './event/events.js'
export type { ProvisioningEvent, ProvisioningTrigger } from './event/provisioning-event.js'
export { type RegisteredEvent, registeredTopic } from './event/registered-event.js'
export type { EmulatedFunction } from './function/invoke-function.js'
export type {
  CertificateProviderEvent,
  PreProvisioningHookEvent,
  ProvisioningOptions,
} from './provisioning/provisioning-options.js'
export type { Snapshot, SnapshotKind, SnapshotOptions } from './snapshot/snapshot.js'
export type { Json } from './snapshot/sorted.js'
