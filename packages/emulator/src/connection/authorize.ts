import { type ConnectAttribute, evaluatePolicies } from '@thingplan/core/policy'
import { arnOf } from '../arn.js'
import type { World } from '../world.js'
import { connectionThing } from './connection-thing.js'
import { effectivePolicies } from './effective-policies.js'
import type { Session } from './session.js'

/** What a device asks for, and on which name: a client id, a topic or a topic filter. */
export interface AccessRequest {
  readonly action: 'iot:Connect' | 'iot:Publish' | 'iot:RetainPublish' | 'iot:Receive' | 'iot:Subscribe'
  readonly name: string
  readonly connectAttributes?: readonly ConnectAttribute[]
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
  const { clientId, certificate } = session
  if (world.registry.certificates.get(certificate.id)?.status !== 'ACTIVE') return false
  const thing = connectionThing(world, session)
  const { effect } = evaluatePolicies(effectivePolicies(world, certificate.id, thing), {
    action: request.action,
    resource: arnOf(world.account, resourceTypes[request.action], request.name),
    clientId,
    certificate,
    thing,
    connectAttributes: request.connectAttributes,
  })
  return effect === 'allowed'
}
