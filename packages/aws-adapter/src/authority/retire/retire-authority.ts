import { DeleteCACertificateCommand, UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import type { CaCertificateCalls } from '../../provisioning/provisioning-calls.js'
import { AuthorityError } from '../authority-error.js'
import { callAuthority, callAuthorityUnless } from '../register/call-authority.js'
import { type AuthorityState, type DescribeAuthorityCalls, describeAuthority } from '../register/describe-authority.js'
import { countDeviceCertificates, type DeviceCertificateCalls } from './count-device-certificates.js'

interface DeleteAuthorityCalls {
  send(command: DeleteCACertificateCommand): Promise<unknown>
}

/** The calls that retiring a CA makes. An `IoTClient` fits without a cast. */
export interface AuthorityRetirementCalls {
  readonly send: CaCertificateCalls['send'] &
    DeleteAuthorityCalls['send'] &
    DescribeAuthorityCalls['send'] &
    DeviceCertificateCalls['send']
}

export interface RetireAuthorityOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRetirementCalls
  /** AWS IoT's id of the registered CA certificate: 64 hexadecimal digits. */
  readonly caCertificateId: string
  /** Whether the CA is deleted as well, if no device uses a certificate of it. Default false. */
  readonly delete?: boolean | undefined
}

export interface RetiredAuthority {
  /**
   * `retired`: it was active or registered devices by itself, and does no longer. `deleted`: it is gone. `unchanged`: it was retired
   * before. `absent`: it is not registered here.
   */
  readonly outcome: 'retired' | 'deleted' | 'unchanged' | 'absent'
  readonly caCertificateId: string
}

const refuseInUse = async (
  client: DeviceCertificateCalls,
  caCertificateId: string,
  happened: string,
): Promise<void> => {
  const { inUse } = await countDeviceCertificates(client, caCertificateId)
  if (inUse === 0) return
  throw new AuthorityError('authority-in-use', `${inUse} device certificates of the CA are in use; ${happened}`, {
    field: 'caCertificateId',
    value: caCertificateId,
    remedy: 'move the devices to another CA and deactivate their old certificates first (`rotateAuthority`)',
  })
}

/**
 * Makes a CA INACTIVE and ends its auto-registration, in one call. Device certificates of it keep working.
 *
 * @returns whether anything had to change.
 */
export const deactivateAuthority = async (
  client: CaCertificateCalls,
  { caCertificateId, active, autoRegistration }: AuthorityState,
): Promise<boolean> => {
  if (!active && !autoRegistration) return false
  const command = new UpdateCACertificateCommand({
    certificateId: caCertificateId,
    newStatus: 'INACTIVE',
    newAutoRegistrationStatus: 'DISABLE',
  })
  await callAuthority('UpdateCACertificate', caCertificateId, () => client.send(command))
  return true
}

/**
 * Deletes a CA that no device uses: counted before anything happens, and once more when the CA cannot register any more.
 *
 * @throws {AuthorityError} `authority-in-use`, `authority-throttled`
 * @throws {CallError}
 */
export const deleteAuthority = async (client: AuthorityRetirementCalls, existing: AuthorityState): Promise<void> => {
  const { caCertificateId } = existing
  await refuseInUse(client, caCertificateId, 'nothing was changed')
  if (await deactivateAuthority(client, existing)) {
    await refuseInUse(client, caCertificateId, 'the CA is INACTIVE now, and was not deleted')
  }
  const command = new DeleteCACertificateCommand({ certificateId: caCertificateId })
  await callAuthorityUnless('ResourceNotFoundException', 'DeleteCACertificate', caCertificateId, () =>
    client.send(command),
  )
}

/**
 * Takes a CA out of service: INACTIVE, and without auto-registration, so that no further device gets in by it. Devices that are in
 * stay in.
 *
 * Deleting is asked for, and done only if all device certificates of the CA are INACTIVE or REVOKED; else nothing is changed. Run
 * again it ends in the same state.
 *
 * @param options - `client` and `caCertificateId` are required
 * @throws {AuthorityError} `authority-in-use`, `authority-throttled`
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT Core Developer Guide, "Deactivate a CA certificate"
 *
 * @example
 * ```ts
 * import { registerAuthority, retireAuthority } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const { certificate, signer } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const { caCertificateId } = await registerAuthority({ client, certificate, signer })
 *
 * const retired = await retireAuthority({ client, caCertificateId })
 * retired.outcome // => 'retired'
 * const deleted = await retireAuthority({ client, caCertificateId, delete: true })
 * deleted.outcome // => 'deleted'
 * ```
 */
export const retireAuthority = async (options: RetireAuthorityOptions): Promise<RetiredAuthority> => {
  refuseUnknownOptions('retireAuthority', options, ['client', 'caCertificateId', 'delete'])
  const { client, delete: deletes = false } = options
  requireClient(client, 'client')
  const caCertificateId = textOption('caCertificateId', options.caCertificateId, certificateIdText).toLowerCase()
  if (typeof deletes !== 'boolean') {
    throw new AdapterError('adapter-option', '`delete` is neither true nor false', { field: 'delete' })
  }
  const existing = await describeAuthority(client, caCertificateId)
  if (existing === undefined) return { outcome: 'absent', caCertificateId }
  if (deletes) {
    await deleteAuthority(client, existing)
    return { outcome: 'deleted', caCertificateId }
  }
  const outcome = (await deactivateAuthority(client, existing)) ? 'retired' : 'unchanged'
  return { outcome, caCertificateId }
}
