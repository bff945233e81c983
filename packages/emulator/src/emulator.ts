import type { IoTClient } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { partitionOf } from './account.js'
import { type Endpoint, type ListenOptions, listen } from './broker/listen.js'
import { type Call, CallLog } from './call-log.js'
import { type ClientOptions, createClient, parseClientOptions } from './client/create-client.js'
import type { TimeSource } from './clock/time-source.js'
import { type ConnectDeviceOptions, type ConnectDeviceResult, connectDevice } from './connection/connect-device.js'
import { answerCommand } from './control-plane/answer.js'
import { answerPublish } from './data-plane/answer-publish.js'
import type { PublishOptions } from './data-plane/publish-to-devices.js'
import { EmulatorError } from './emulator-error.js'
import { type EmulatorOptions, parseEmulatorOptions } from './emulator-options.js'
import type { Listener, Unsubscribe } from './event/emitter.js'
import { createEventHub, eventNames } from './event/event-hub.js'
import type { EmulatorEvents } from './event/events.js'
import { type RegisteredEvent, registeredTopic } from './event/registered-event.js'
import { FaultyProcess } from './fault/faulty-process.js'
import { parseFaults } from './fault/parse-process.js'
import type { EmulatedProcess, ProcessOptions } from './fault/process.js'
import { createCertificateIssuer } from './issuer/certificate-issuer.js'
import { refuseUnknownOptions } from './options/unknown-options.js'
import { RateLimiter } from './quota/rate-limiter.js'
import { createRegistry } from './registry/registry.js'
import { routeMessage } from './rule/route-message.js'
import type { RuleMessage } from './rule/rule-message.js'
import { type Snapshot, type SnapshotOptions, snapshotOf } from './snapshot/snapshot.js'
import type { World } from './world.js'

/** AWS IoT Core of one account and region, in memory. */
export interface Emulator {
  readonly account: { readonly id: string; readonly region: string }
  /** A real IoTClient, answered inside its own middleware stack. */
  readonly client: IoTClient
  /** Another client of the same registry, for a second worker or another transport. */
  createClient(options?: ClientOptions): IoTClient
  /** A process with clients of its own, given to each as `process`: its faults meet their requests, and it can die. */
  createProcess(options?: ProcessOptions): EmulatedProcess
  /** What time it is, and how to wait on the emulator's clock. */
  readonly time: TimeSource
  /** Every command that has arrived, in order; a retry counts again. */
  readonly calls: readonly Call[]
  /** Empties `calls`. */
  forgetCalls(): void
  /** The registry as sorted JSON, to compare states. */
  snapshot(options?: SnapshotOptions): Snapshot
  /**
   * Calls a listener at every event of a name; it may be asynchronous.
   *
   * An error of a listener goes to the listeners of `error`; without one it is thrown by the next `settled`.
   */
  on<Name extends keyof EmulatorEvents>(name: Name, listener: Listener<EmulatorEvents[Name]>): Unsubscribe
  /** Resolves when no listener, no handler of a rule and no registration task is running any more. */
  settled(): Promise<void>
  /** What a CONNECT would do, with its registration and its events, without a network. */
  connectDevice(certificate: string | Uint8Array, clientId: string, options?: ConnectDeviceOptions): ConnectDeviceResult
  /**
   * Publishes as a backend does with Publish of the data plane: to the devices that have subscribed and may receive it, and
   * to rules. `createDataClient` of `@thingplan/emulator/data-plane` is the SDK's client in front of it.
   */
  publish(topic: string, payload?: string | Uint8Array, options?: PublishOptions): Promise<void>
  /** Opens an MQTT 3.1.1 endpoint with mutual TLS in front of the registry. */
  listen(options?: ListenOptions): Promise<Endpoint>
}

/**
 * AWS IoT Core in a box: the control plane behind a real IoTClient, MQTT over mutual TLS in front of the same registry.
 *
 * Nothing leaves the process; no account and no credentials are needed. What it does, and the source behind each
 * behaviour, is in `BEHAVIOUR.md` of this package.
 *
 * @param options `accountId` (twelve digits) and `region` are required; `clock` defaults to the system's.
 * @throws {EmulatorError} `emulator-option` for an option that does not exist or has a wrong value.
 * @example
 * ```ts
 * import { CreateThingCommand } from '@aws-sdk/client-iot'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const emulator = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const { thingArn } = await emulator.client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
 * thingArn // => 'arn:aws:iot:eu-central-1:123456789012:thing/sensor-1'
 * ```
 */
export const createEmulator = (options: EmulatorOptions): Emulator => {
  const { accountId, region, transport, faults, quotas, ...settings } = parseEmulatorOptions(options)
  const { time } = settings
  const hub = createEventHub()
  const world: World = {
    account: { id: accountId, region, partition: partitionOf(region) },
    ...settings,
    clock: time.now,
    rates: new RateLimiter(quotas, time.now),
    registry: createRegistry(),
    events: hub.emitter,
    outlets: new Set(),
    issuer: createCertificateIssuer(time.now),
    report: hub.report,
    background: hub.background,
  }
  hub.emitter.on('registered', (event) => routeMessage(world, messageOf(event)))
  const log = new CallLog()
  const newClient = (clientOptions: ClientOptions = {}): IoTClient => {
    const { process, ...clientSettings } = parseClientOptions(clientOptions, transport, time.sleep)
    return createClient(region, time, (name, input) => answerCommand(world, log, process, name, input), clientSettings)
  }

  return {
    account: { id: accountId, region },
    client: newClient(faults && { faults }),
    createClient: newClient,
    createProcess: (processOptions = {}) => {
      refuseUnknownOptions('createProcess', processOptions, ['faults'])
      return new FaultyProcess(parseFaults(processOptions.faults ?? (() => undefined)), time.sleep)
    },
    time,
    calls: log.calls,
    forgetCalls: () => log.clear(),
    snapshot: (snapshotOptions = {}) => snapshotOf(world, snapshotOptions),
    on: (name, listener) => {
      checkEventName(name)
      return hub.emitter.on(name, listener)
    },
    settled: hub.settled,
    connectDevice: (certificate, clientId, connectOptions = {}) =>
      connectDevice(world, certificate, clientId, connectOptions),
    publish: (topic, payload = '', publishOptions = {}) => answerPublish(world, log, topic, payload, publishOptions),
    listen: (listenOptions = {}) => listen(world, listenOptions),
  }
}

const messageOf = (event: RegisteredEvent): RuleMessage => ({
  topic: registeredTopic(event.caCertificateId),
  payload: Buffer.from(JSON.stringify(event)),
  principal: undefined,
  clientId: undefined,
  timestamp: event.timestamp,
})

const checkEventName = (name: string): void => {
  if (eventNames.includes(name)) return
  throw new EmulatorError('emulator-option', `there is no event ${quote(name)}`, {
    field: 'name',
    value: name,
    remedy: `listen to ${eventNames.join(', ')}`,
  })
}
