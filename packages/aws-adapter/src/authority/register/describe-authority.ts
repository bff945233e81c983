import {
  DescribeCACertificateCommand,
  type DescribeCACertificateResponse,
  type RegistrationConfig,
} from '@aws-sdk/client-iot'
import { AdapterError } from '../../error/adapter-error.js'
import { callAuthorityUnless } from './call-authority.js'
import type { CertificateMode } from './certificate-mode.js'

/** A CA as AWS IoT has it. */
export interface AuthorityState {
  readonly caCertificateId: string
  readonly caCertificateArn: string
  readonly certificatePem: string | undefined
  readonly mode: CertificateMode
  readonly active: boolean
  readonly autoRegistration: boolean
  readonly provisioning: RegistrationConfig | undefined
}

/** The call that shows a CA. An `IoTClient` fits without a cast. */
export interface DescribeAuthorityCalls {
  send(command: DescribeCACertificateCommand): Promise<DescribeCACertificateResponse>
}

const required = <Value>(value: Value | undefined, field: string): Value => {
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `DescribeCACertificate answered without \`${field}\``, { field })
}

/**
 * A CA of the account and region, or `undefined` where it is not registered there.
 *
 * @throws {AdapterError} `answer-malformed`
 * @throws {AuthorityError} `authority-throttled`
 * @throws {CallError}
 */
export const describeAuthority = async (
  client: DescribeAuthorityCalls,
  caCertificateId: string,
): Promise<AuthorityState | undefined> => {
  const command = new DescribeCACertificateCommand({ certificateId: caCertificateId })
  const described = await callAuthorityUnless(
    'ResourceNotFoundException',
    'DescribeCACertificate',
    caCertificateId,
    () => client.send(command),
  )
  if (described === undefined) return undefined
  const { certificateDescription: description, registrationConfig } = described
  return {
    caCertificateId,
    caCertificateArn: required(description?.certificateArn, 'certificateArn'),
    certificatePem: description?.certificatePem,
    // CAs that were registered before there were modes have none.
    mode: description?.certificateMode ?? 'DEFAULT',
    active: required(description?.status, 'status') === 'ACTIVE',
    autoRegistration: description?.autoRegistrationStatus === 'ENABLE',
    provisioning: registrationConfig,
  }
}
