import { type Certificate, CertificateError } from '@thingplan/core'
import type { ConnectAttribute } from '@thingplan/core/policy'
import { catchUp } from '../catch-up.js'
import { readDeviceCertificate } from '../certificate/read.js'
import type { RefusalReason } from '../event/connection-event.js'
import { provisionByConnection } from '../provisioning/provision-by-connection.js'
import type { World } from '../world.js'
import { isAuthorized } from './authorize.js'
import { announceAgain, registerByConnection } from './auto-registration.js'
import { admissionOf } from './certificate-admission.js'
import { brokerLimits, isReservedForPublish, isValidClientId, topicViolation } from './limits.js'
import type { Session } from './session.js'

export interface ConnectRequest {
  readonly clientId: string
  /** PEM or DER; undefined where the device has shown none. */
  readonly certificate: string | Uint8Array | undefined
  /** Default true. A session that outlives its connection is something policies can deny. */
  readonly cleanSession?: boolean | undefined
  readonly will?: { readonly topic: string; readonly qos: number } | undefined
  /** Address of the device; undefined where there is no network. */
  readonly sourceIp?: string | undefined
}

/** What becomes of a CONNECT. */
export type ConnectResult =
  | { readonly accepted: true; readonly session: Session }
  | { readonly accepted: false; readonly reason: RefusalReason; readonly certificateId?: string }

/**
 * Decides on a CONNECT, with all that follows from it: registration, events.
 *
 * The one entrance for devices; the MQTT endpoint and `connectDevice` both come through here.
 */
export const connect = (world: World, request: ConnectRequest): ConnectResult => {
  const { clientId } = request
  catchUp(world)
  if (!mayConnect(world, clientId)) return refused(world, clientId, 'connect-throttled')
  if (!isValidClientId(clientId)) return refused(world, clientId, 'client-id-invalid')
  if (request.certificate === undefined) return refused(world, clientId, 'certificate-missing')
  if (request.will !== undefined && !isValidWill(request.will)) return refused(world, clientId, 'will-invalid')
  const certificate = readable(request.certificate)
  if (certificate === undefined) return refused(world, clientId, 'certificate-malformed')

  const admission = admissionOf(world, certificate)
  if (admission.step === 'register') {
    if (!world.rates.isWithin('mqtt:RegisterByConnecting')) {
      return refused(world, clientId, 'registration-throttled', certificate)
    }
    const result = refused(world, clientId, 'certificate-registered', certificate)
    registerByConnection(world, certificate, admission.authority)
    provisionByConnection(world, certificate, admission.authority)
    return result
  }
  if (admission.step === 'refuse') {
    const result = refused(world, clientId, admission.reason, certificate)
    if (admission.reason === 'certificate-pending-activation') announceAgain(world, certificate.id)
    return result
  }

  const session: Session = { clientId, certificate, sourceIp: request.sourceIp }
  const connectAttributes = connectAttributesOf(request)
  const lastWillTopic = request.will?.topic
  if (!isAuthorized(world, session, { action: 'iot:Connect', name: clientId, connectAttributes, lastWillTopic })) {
    return refused(world, clientId, 'connect-denied', certificate)
  }
  world.events.emit('connection', { kind: 'accepted', clientId, certificateId: certificate.id })
  return { accepted: true, session }
}

const mayConnect = ({ rates }: World, clientId: string): boolean =>
  rates.isWithin('mqtt:Connect') && rates.isWithinOwn('mqtt:ConnectPerClientId', clientId)

const refused = (world: World, clientId: string, reason: RefusalReason, certificate?: Certificate): ConnectResult => {
  const known = certificate === undefined ? {} : { certificateId: certificate.id }
  world.events.emit('connection', { kind: 'refused', reason, clientId, ...known })
  return { accepted: false, reason, ...known }
}

const readable = (source: string | Uint8Array): Certificate | undefined => {
  try {
    return readDeviceCertificate(source)
  } catch (error) {
    if (error instanceof CertificateError) return undefined
    throw error
  }
}

const isValidWill = ({ topic, qos }: { readonly topic: string; readonly qos: number }): boolean =>
  qos <= brokerLimits.qos && topicViolation(topic) === undefined && !isReservedForPublish(topic)

const connectAttributesOf = ({ cleanSession = true, will }: ConnectRequest): readonly ConnectAttribute[] => [
  ...(cleanSession ? [] : ['PersistentConnect' as const]),
  ...(will === undefined ? [] : ['LastWill' as const]),
]
