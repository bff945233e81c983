import {
  DescribeCertificateCommand,
  ListAttachedPoliciesCommand,
  ListPrincipalThingsCommand,
} from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { hashKey, type SweepCandidate } from '@thingplan/core/lifecycle'
import { AdapterError } from '../error/adapter-error.js'
import { callAws, callUnless } from '../error/call-aws.js'
import type { SweepCalls } from './sweep-calls.js'

/** A certificate as AWS IoT describes it now. */
export interface DescribedCertificate {
  readonly certificateId: string
  readonly certificateArn: string
  readonly status: string
  readonly keyHash: string
  readonly createdAt: number
  readonly caCertificateId: string | undefined
}

const about = (certificateId: string) => ({ field: 'certificateId', value: certificateId })

/**
 * `undefined` for one that is gone.
 *
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 * @throws {CertificateError}
 */
export const describeCandidate = async (
  client: SweepCalls,
  certificateId: string,
): Promise<DescribedCertificate | undefined> => {
  const send = () => client.send(new DescribeCertificateCommand({ certificateId }))
  const subject = about(certificateId)
  const answer = await callUnless('ResourceNotFoundException', 'DescribeCertificate', subject, send)
  if (answer === undefined) return undefined
  const { certificateArn, certificatePem, status, creationDate, caCertificateId } = answer.certificateDescription ?? {}
  if (certificateArn === undefined || certificatePem === undefined || status === undefined) {
    throw new AdapterError('answer-malformed', 'DescribeCertificate answered without the certificate', subject)
  }
  return {
    certificateId,
    certificateArn,
    status,
    keyHash: hashKey(readCertificate(certificatePem).publicKey.spki),
    // Without a date it is not old enough for anything.
    createdAt: creationDate?.getTime() ?? Number.NaN,
    caCertificateId,
  }
}

/** Names, until there is one: more are not needed to leave a certificate alone. */
const firstNames = async (
  page: (token: string | undefined) => Promise<{
    readonly names: readonly string[]
    readonly next: string | undefined
  }>,
): Promise<readonly string[]> => {
  let token: string | undefined
  do {
    const { names, next } = await page(token)
    if (names.length > 0) return names
    token = next
  } while (token !== undefined)
  return []
}

const thingsOf = (client: SweepCalls, { certificateId, certificateArn: principal }: DescribedCertificate) =>
  firstNames(async (nextToken) => {
    const command = new ListPrincipalThingsCommand({ principal, ...(nextToken === undefined ? {} : { nextToken }) })
    const answer = await callAws('ListPrincipalThings', about(certificateId), () => client.send(command))
    return { names: answer.things ?? [], next: answer.nextToken }
  })

const policiesOf = (client: SweepCalls, { certificateId, certificateArn: target }: DescribedCertificate) =>
  firstNames(async (marker) => {
    const command = new ListAttachedPoliciesCommand({ target, ...(marker === undefined ? {} : { marker }) })
    const answer = await callAws('ListAttachedPolicies', about(certificateId), () => client.send(command))
    return { names: (answer.policies ?? []).map(({ policyName = '' }) => policyName), next: answer.nextMarker }
  })

/**
 * What a sweep is decided on.
 *
 * @param registersItself whether the CA of a certificate registers certificates by itself
 * @throws {CallError}
 */
export const candidateOf = async (
  client: SweepCalls,
  described: DescribedCertificate,
  registersItself: (caCertificateId: string) => Promise<boolean>,
): Promise<SweepCandidate> => {
  const { certificateArn: _arn, caCertificateId, ...candidate } = described
  const [thingNames, policyNames, isSelfRegistered] = await Promise.all([
    thingsOf(client, described),
    policiesOf(client, described),
    // What AWS IoT has issued itself has no CA here.
    caCertificateId === undefined ? false : registersItself(caCertificateId),
  ])
  return { ...candidate, thingNames, policyNames, registersItself: isSelfRegistered }
}
