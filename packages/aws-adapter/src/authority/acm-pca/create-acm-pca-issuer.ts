import type { GetCertificateResponse } from '@aws-sdk/client-acm-pca'
import { AdapterError } from '../../error/adapter-error.js'
import { callAws } from '../../error/call-aws.js'
import { checkIssued } from '../issuer/check-issued.js'
import type { IssuedCertificate, IssueRequest, Issuer } from '../issuer/issuer.js'
import { requireCopiedSubject } from '../issuer/require-subject.js'
import { untilAborted } from '../issuer/until-aborted.js'
import { acmPcaErrors } from './acm-pca-errors.js'
import { type AcmPcaIssuerOptions, type AcmPcaSetup, readAcmPcaOptions } from './acm-pca-options.js'
import { issueCommand } from './issue-command.js'
import { readChain } from './read-chain.js'
import { waitForCertificate } from './wait-for-certificate.js'

const requireMember = <Member extends string>(
  operation: string,
  answer: { readonly [Name in Member]?: string | undefined },
  member: Member,
): string => {
  const value = answer[member]
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `${operation} answered without \`${member}\``, { field: member })
}

const start = async (request: IssueRequest, setup: AcmPcaSetup): Promise<string> => {
  const { client, certificateAuthorityArn: value } = setup
  const { signal } = request
  const command = issueCommand(request, setup)
  const subject = { field: 'certificateAuthorityArn', value, meanings: acmPcaErrors }
  const options = signal === undefined ? {} : { abortSignal: signal }
  const answer = await callAws('IssueCertificate', subject, () => client.send(command, options))
  return requireMember('IssueCertificate', answer, 'CertificateArn')
}

const finish = async (
  request: IssueRequest,
  certificateArn: string,
  answer: GetCertificateResponse,
): Promise<IssuedCertificate> => {
  const certificate = checkIssued(requireMember('GetCertificate', answer, 'Certificate'), request)
  const chain = await readChain(certificate, requireMember('GetCertificate', answer, 'CertificateChain'))
  return Object.freeze({
    certificatePem: certificate.pem,
    chainPem: chain.map(({ pem }) => pem).join(''),
    certificateId: certificate.id,
    certificateArn,
    registered: false,
  })
}

/**
 * An issuer that is AWS Private CA (ACM PCA).
 *
 * Its templates copy the subject of a request, so that it sees only requests that ask for the expected one, byte for byte; what it
 * answers is checked for key, subject, validity and chain. It issues after it has answered, so that the certificate is waited for, with
 * growing pauses and a bound. Asked the same again within five minutes it gives the same certificate, also after a lost answer or a
 * deadline; another idempotency key makes another. What it issues is not registered with AWS IoT.
 *
 * The caller needs `acm-pca:IssueCertificate` and `acm-pca:GetCertificate` on the CA.
 *
 * @param options - `client`, `certificateAuthorityArn` and `signingAlgorithm` are required
 * @returns an issuer; it rejects with `IssuerError`, `CallError`, `AdapterError` (`answer-malformed`) and `PkiError`
 * @throws {AdapterError} `adapter-option`
 * @see AWS Private CA API Reference, "IssueCertificate" and "GetCertificate"
 *
 * @example
 * ```ts
 * import { ACMPCAClient } from '@aws-sdk/client-acm-pca'
 * import { createAcmPcaIssuer } from '@thingplan/aws-adapter/acm-pca'
 *
 * const issuer = createAcmPcaIssuer({
 *   client: new ACMPCAClient({ region: 'eu-central-1' }),
 *   certificateAuthorityArn:
 *     'arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012',
 *   signingAlgorithm: 'SHA256WITHECDSA',
 *   validityDays: 90,
 * })
 * typeof issuer.issue // => 'function'
 * ```
 */
export const createAcmPcaIssuer = (options: AcmPcaIssuerOptions): Issuer => {
  const setup = readAcmPcaOptions(options)
  return Object.freeze({
    issue: (request) =>
      untilAborted(request.signal, async () => {
        requireCopiedSubject(request)
        const certificateArn = await start(request, setup)
        return finish(request, certificateArn, await waitForCertificate(certificateArn, setup, request.signal))
      }),
  } satisfies Issuer)
}
