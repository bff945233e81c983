import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import type { PolicyAnswer } from '../evaluate/policy-answer.js'
import type { PolicyRequest, RequestThing } from '../evaluate/policy-request.js'
import { type NamedPolicy, preparePolicies } from '../evaluate/prepare-policies.js'
import { thingOf } from '../evaluate/thing-variable.js'
import type { PolicyDocument } from '../policy-document.js'
import { arnRootOf } from './arn-root.js'
import { checkDevice, clientIdOf, connectionOf, type PolicyDevice } from './policy-device.js'

/** What policies make of something that a device does: the answer to the request that decided. */
export type DeviceAnswer = PolicyAnswer & {
  readonly allowed: boolean
  readonly action: string
  /** ARN. */
  readonly resource: string
}

/** Operations of a shadow over MQTT. */
export type ShadowOperation = 'get' | 'update' | 'delete'

/** Operations of jobs over MQTT, by the topic behind `jobs/`. */
export type JobOperation = 'get' | 'start-next' | `${string}/get` | `${string}/update`

/** What a device may do; each method answers with the request that decided. */
export interface DeviceAbilities {
  /** @param clientId default: the device's own. For another, it is taken that a thing of another device is named so. */
  connect(clientId?: string, options?: Pick<PolicyRequest, 'connectAttributes' | 'lastWillTopic'>): DeviceAnswer
  publish(topic: string): DeviceAnswer
  /** Publishing with the retain flag, which takes `iot:Publish` too. */
  retainPublish(topic: string): DeviceAnswer
  subscribe(filter: string): DeviceAnswer
  receive(topic: string): DeviceAnswer
  /**
   * The whole round trip of a shadow operation: publishing the request, and subscribing to and receiving both replies. Over
   * MQTT these are AWS's only checks; `iot:GetThingShadow` and its like are for HTTPS.
   *
   * @param of default: the classic shadow of the device's own thing.
   */
  shadow(operation: ShadowOperation, of?: { readonly thingName?: string; readonly shadowName?: string }): DeviceAnswer
  /** The whole round trip of a job operation. */
  jobs(operation: JobOperation, of?: { readonly thingName?: string }): DeviceAnswer
  /** Getting temporary credentials (`iot:AssumeRoleWithCertificate`, over HTTPS). */
  assumeRole(roleAlias: string): DeviceAnswer
}

type Ask = (action: string, path: string, more?: Partial<PolicyRequest>) => DeviceAnswer

/** The first answer that is a no, else the last. */
const all = (first: DeviceAnswer, ...others: (() => DeviceAnswer)[]): DeviceAnswer =>
  others.reduce((answer, next) => (answer.allowed ? next() : answer), first)

const roundTrip = (ask: Ask, topic: string): DeviceAnswer =>
  all(
    ask('iot:Publish', `topic/${topic}`),
    ...['accepted', 'rejected'].flatMap((reply) => [
      () => ask('iot:Subscribe', `topicfilter/${topic}/${reply}`),
      () => ask('iot:Receive', `topic/${topic}/${reply}`),
    ]),
  )

/**
 * What policies let a device do, for use in tests: `deviceCan(policies, device).publish('a').allowed`.
 *
 * Every method asks `evaluatePolicies` as the device: with its certificate, its thing and its client id. Each answers for the
 * one thing it is named after; what a device needs for it before, such as being connected, is a question of its own.
 *
 * @param policies what is attached to the device's certificate and its thing's groups: documents, JSON text, either with a
 * name. A malformed one denies everything, and the answers say why.
 * @throws {PolicyError} `policy-option` for a key that a device does not have.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-actions.html
 * @example
 * ```ts
 * import { deviceCan } from '@thingplan/core/policy'
 *
 * const arn = 'arn:aws:iot:eu-central-1:123456789012:'
 * const Resource = `${arn}topic/device/\${iot:Connection.Thing.ThingName}/*`
 * const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource }] } as const
 * const device = deviceCan([policy], { thing: { name: 'a' } })
 * device.publish('device/a/temperature').allowed // => true
 * device.publish('device/b/temperature').allowed // => false
 * device.connect().allowed // => false
 * ```
 */
export const deviceCan = (
  policies: readonly (PolicyDocument | string | NamedPolicy)[],
  device: PolicyDevice,
): DeviceAbilities => {
  checkDevice('device', device)
  const prepared = preparePolicies([...policies, ...(device.policies ?? [])])
  const root = arnRootOf(device, prepared)
  const own = connectionOf(device, clientIdOf(device))

  const refusal = (action: string, resource: string, reason: string): DeviceAnswer =>
    Object.freeze({ allowed: false, action, resource, effect: 'implicit-deny', unresolved: Object.freeze([]), reason })
  const ask: Ask = (action, path, more = {}) => {
    if (root === undefined)
      return refusal(action, path, 'the policies name several accounts or regions: give `account`')
    const resource = `${root}${path}`
    if (path.startsWith('topic/') && /[+#]/.test(path)) {
      return refusal(action, resource, 'a topic has no `+` and no `#` (MQTT 3.1.1 section 4.7)')
    }
    const answer = evaluatePolicies(prepared, { ...own, ...more, action, resource })
    return Object.freeze({ ...answer, allowed: answer.effect === 'allowed', action, resource })
  }
  const thingNamed = (clientId: string): RequestThing | undefined =>
    clientId === own.clientId || thingOf({ ...own, clientId, action: 'iot:Connect', resource: '' }) !== undefined
      ? own.thing
      : { name: clientId, attached: false, exclusive: false }
  const reserved = (operation: string, of: string, thingName = device.thing?.name): DeviceAnswer => {
    const topic = `$aws/things/${thingName ?? ''}/${of}/${operation}`
    return thingName === undefined
      ? refusal('iot:Publish', topic, 'the device has no thing: give `thingName`')
      : roundTrip(ask, topic)
  }

  return Object.freeze({
    connect: (clientId = own.clientId, options = {}) =>
      clientId === undefined
        ? refusal('iot:Connect', 'client/', 'the device has no client id')
        : ask('iot:Connect', `client/${clientId}`, { ...options, clientId, thing: thingNamed(clientId) }),
    publish: (topic) => ask('iot:Publish', `topic/${topic}`),
    retainPublish: (topic) =>
      all(ask('iot:Publish', `topic/${topic}`), () => ask('iot:RetainPublish', `topic/${topic}`)),
    subscribe: (filter) => ask('iot:Subscribe', `topicfilter/${filter}`),
    receive: (topic) => ask('iot:Receive', `topic/${topic}`),
    shadow: (operation, { thingName, shadowName } = {}) =>
      reserved(operation, shadowName === undefined ? 'shadow' : `shadow/name/${shadowName}`, thingName),
    jobs: (operation, { thingName } = {}) => reserved(operation, 'jobs', thingName),
    assumeRole: (roleAlias) => ask('iot:AssumeRoleWithCertificate', `rolealias/${roleAlias}`),
  } satisfies DeviceAbilities)
}
