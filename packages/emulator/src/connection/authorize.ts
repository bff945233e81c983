import { type ConnectAttribute, evaluatePolicies } from '@thingplan/core/policy'
import { arnOf } from '../arn.js'
import { finishDetachments } from '../detachment/detach.js'
import { claimPolicy, liveClaim } from '../provisioning/claim-policy.js'
import type { World } from '../world.js'
import { connectionThing } from './connection-thing.js'
import { effectivePolicies } from './effective-policies.js'
import { preparedFor } from './prepared-for.js'
import type { Session } from './session.js'

/** What a device asks for, and on which name: a client id, a topic or a topic filter. */
export interface AccessRequest {
  readonly action: 'iot:Connect' | 'iot:Publish' | 'iot:RetainPublish' | 'iot:Receive' | 'iot:Subscribe'
  readonly name: string
  readonly connectAttributes?: readonly ConnectAttribute[]
  /** The topic of the last will, where the connection has one. */
  readonly lastWillTopic?: string | undefined
}

const resourceTypes = {
  'iot:Connect': 'client',
  'iot:Publish': 'topic',
  'iot:RetainPublish': 'topic',
  'iot:Receive': 'topic',
  'iot:Subscribe': 'topicfilter',
} as const

/**
 * Whether the device may do it now: policies, attachments and the certificate's status are looked up at every request, so
 * that a change counts from the next packet on.
 */
export const isAuthorized = (world: World, session: Session, request: AccessRequest): boolean => {
  const { clientId, certificate, sourceIp } = session
  finishDetachments(world)
  const claim = liveClaim(world, certificate.id)
  if (claim === undefined && world.registry.certificates.get(certificate.id)?.status !== 'ACTIVE') return false
  const thing = connectionThing(world, session)
  const { lastWillTopic } = request
  const policies = claim === undefined ? effectivePolicies(world, certificate.id, thing) : [claimPolicy(world, claim)]
  const { effect } = evaluatePolicies(preparedFor(session, policies), {
    action: request.action,
    resource: arnOf(world.account, resourceTypes[request.action], request.name),
    clientId,
    certificate,
    thing,
    sourceIp,
    connectAttributes: request.connectAttributes,
    lastWillTopic: lastWillTopic === undefined ? undefined : arnOf(world.account, 'topic', lastWillTopic),
  })
  return effect === 'allowed'
}
