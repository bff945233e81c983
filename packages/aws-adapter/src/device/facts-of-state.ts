import { quote } from '@thingplan/core'
import type { DiagnosedState, FoundDevice, RemovalRequest } from '@thingplan/core/lifecycle'
import { ownerAttribute } from '../driver/things/owner-stamp.js'
import { AdapterError } from '../error/adapter-error.js'
import type { CertificateState, DeviceState } from './device-state.js'

/** What `planRemoval` needs to know of a device. */
export type RemovalFacts = Required<
  Pick<RemovalRequest, 'thingName' | 'certificateId' | 'certificates' | 'thingGroups' | 'otherPrincipals'>
>

const unfit = (message: string, field: string, remedy: string, value?: string): AdapterError =>
  new AdapterError('device-state', message, { field, value, remedy })

/**
 * What a removal has to know of a device: `planRemoval({ name, account, ...removalFactsOf(state) })`.
 *
 * @throws {AdapterError} `device-state` for a device without a thing or without a certificate, and for a certificate that is attached to
 *   other things too: to retire it would take them out as well
 *
 * @example
 * ```ts
 * import { removalFactsOf } from '@thingplan/aws-adapter'
 *
 * const certificateId = 'ab'.repeat(32)
 * const certificate = { certificateId, status: 'ACTIVE', policies: ['own'], things: ['sensor-1'] } as const
 * const thing = {
 *   thingName: 'sensor-1',
 *   attributes: { certificateId },
 *   thingGroups: [],
 *   certificates: [certificateId],
 *   otherPrincipals: [],
 * }
 * const state = { thing, certificates: [certificate] } // what readDeviceState answers
 * removalFactsOf(state).certificateId === certificateId // => true
 * ```
 */
export const removalFactsOf = ({ thing, certificates }: DeviceState): RemovalFacts => {
  if (thing === undefined) throw unfit('the device has no thing of its own', 'thing', 'look at what it is attached to')
  const { thingName, thingGroups, attributes, otherPrincipals } = thing
  for (const { certificateId, things } of certificates) {
    const another = things.find((name) => name !== thingName)
    if (another === undefined) continue
    const message = `the certificate is attached to ${quote(another)} too`
    throw unfit(
      message,
      'certificateId',
      'detach it from the device that is to stay, or remove that as well',
      certificateId,
    )
  }
  const owner = certificates.find(({ certificateId }) => certificateId === attributes[ownerAttribute])
  const certificateId = (owner ?? certificates[0])?.certificateId
  if (certificateId === undefined) {
    throw unfit('the thing has no certificate', 'certificates', 'delete the thing by DeleteThing: no plan is needed')
  }
  return {
    thingName,
    certificateId,
    thingGroups,
    otherPrincipals,
    certificates: certificates.map(({ certificateId: id, status, policies, ca }) => ({
      certificateId: id,
      status,
      policies,
      ...(ca?.registersItself === undefined ? {} : { caAutoRegisters: ca.registersItself }),
    })),
  }
}

const requireCertificate = ({ certificates }: DeviceState, certificateId: string): CertificateState => {
  const certificate = certificates.find((each) => each.certificateId === certificateId)
  if (certificate !== undefined) return certificate
  throw unfit('AWS IoT does not know the certificate', 'certificateId', 'register it first', certificateId)
}

/**
 * What `planReconcile` needs to know of a device.
 *
 * @throws {AdapterError} `device-state` for a certificate that AWS IoT does not know
 *
 * @example
 * ```ts
 * import { foundDeviceOf } from '@thingplan/aws-adapter'
 *
 * const certificateId = 'ab'.repeat(32)
 * const certificate = { certificateId, status: 'ACTIVE', policies: ['own'], things: ['sensor-1'] } as const
 * const thing = {
 *   thingName: 'sensor-1',
 *   attributes: { certificateId },
 *   thingGroups: [],
 *   certificates: [certificateId],
 *   otherPrincipals: [],
 * }
 * const state = { thing, certificates: [certificate] } // what readDeviceState answers
 * foundDeviceOf(state, certificateId).status // => 'ACTIVE'
 * ```
 */
export const foundDeviceOf = (state: DeviceState, certificateId: string): FoundDevice => {
  const { status, policies } = requireCertificate(state, certificateId)
  const { thing } = state
  if (thing === undefined) return { status, policies }
  const { thingTypeName, attributes, thingGroups, certificates, otherPrincipals } = thing
  const principals = [...certificates, ...otherPrincipals]
  const type = thingTypeName === undefined ? {} : { thingTypeName }
  return { status, policies, thing: { ...type, attributes, thingGroups, principals } }
}

/**
 * What `diagnose` needs to know of a certificate, as far as AWS IoT knows it; decisions and executions are the caller's to add.
 *
 * @throws {AdapterError} `device-state` for a certificate that AWS IoT does not know
 *
 * @example
 * ```ts
 * import { diagnosedStateOf } from '@thingplan/aws-adapter'
 *
 * const certificateId = 'ab'.repeat(32)
 * const certificate = { certificateId, status: 'ACTIVE', policies: ['own'], things: ['sensor-1'] } as const
 * const thing = {
 *   thingName: 'sensor-1',
 *   attributes: { certificateId },
 *   thingGroups: [],
 *   certificates: [certificateId],
 *   otherPrincipals: [],
 * }
 * const state = { thing, certificates: [certificate] } // what readDeviceState answers
 * diagnosedStateOf(state, certificateId, new Date('2026-06-01')).things // => ['sensor-1']
 * ```
 */
export const diagnosedStateOf = (state: DeviceState, certificateId: string, now: Date): DiagnosedState => {
  const { status, policies, things, ca } = requireCertificate(state, certificateId)
  const owner = state.thing?.attributes[ownerAttribute]
  return {
    status,
    now,
    policies,
    things,
    ...(ca === undefined ? {} : { caStatus: ca.status }),
    ...(owner === undefined ? {} : { thingOwner: owner }),
  }
}
