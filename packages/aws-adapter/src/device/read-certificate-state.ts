import { DescribeCACertificateCommand, ListPrincipalThingsCommand } from '@aws-sdk/client-iot'
import { callUnless } from '../error/call-aws.js'
import { describeStatus } from './describe-status.js'
import type { DeviceCalls } from './device-calls.js'
import type { CertificateState } from './device-state.js'
import { listPolicies } from './list-policies.js'
import { readPages } from './read-pages.js'

const modeOf = (certificateMode: string | undefined): Pick<CertificateState, 'certificateMode'> =>
  certificateMode === 'DEFAULT' || certificateMode === 'SNI_ONLY' ? { certificateMode } : {}

const readCa = async (certificateId: string, client: DeviceCalls): Promise<CertificateState['ca']> => {
  const subject = { field: 'caCertificateId', value: certificateId }
  const answer = await callUnless('ResourceNotFoundException', 'DescribeCACertificate', subject, () =>
    client.send(new DescribeCACertificateCommand({ certificateId })),
  )
  const { status, autoRegistrationStatus, certificateMode } = answer?.certificateDescription ?? {}
  if (status === undefined) return { certificateId, status: 'missing' }
  // One that is switched off may be switched on again: what counts is what it then does.
  return {
    certificateId,
    status: status === 'ACTIVE' ? 'ACTIVE' : 'INACTIVE',
    registersItself: autoRegistrationStatus === 'ENABLE',
    ...modeOf(certificateMode),
  }
}

const listThings = (principal: string, client: DeviceCalls): Promise<readonly string[]> =>
  readPages(async (nextToken) => {
    const command = new ListPrincipalThingsCommand({ principal, nextToken })
    const subject = { field: 'principal', value: principal }
    const page = await callUnless('ResourceNotFoundException', 'ListPrincipalThings', subject, () =>
      client.send(command),
    )
    return { items: page?.things, next: page?.nextToken }
  })

/**
 * Reads a certificate, what is attached to it, and its CA; `undefined` where AWS IoT does not know it.
 *
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 */
export const readCertificateState = async (
  certificateId: string,
  certificateArn: string,
  client: DeviceCalls,
): Promise<CertificateState | undefined> => {
  const described = await describeStatus(certificateId, client)
  if (described === undefined) return undefined
  const { status, description } = described
  const { caCertificateId, certificatePem, certificateMode } = description
  const [policies, things, ca] = await Promise.all([
    listPolicies(certificateArn, client),
    listThings(certificateArn, client),
    caCertificateId === undefined ? undefined : readCa(caCertificateId, client),
  ])
  return {
    certificateId,
    status,
    ...(certificatePem === undefined ? {} : { certificatePem }),
    ...modeOf(certificateMode),
    policies,
    things,
    ...(ca === undefined ? {} : { ca }),
  }
}
