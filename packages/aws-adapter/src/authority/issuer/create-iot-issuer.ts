import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { requireIssued } from '../../provisioning/claim/require-issued.js'
import { checkIssued } from './check-issued.js'
import { findIotCertificate } from './find-iot-certificate.js'
import type { IotIssuerCalls } from './iot-issuer-calls.js'
import type { IssueRequest, Issuer } from './issuer.js'
import { IssuerError } from './issuer-error.js'
import { requireCopiedSubject } from './require-subject.js'
import { subjectOfAws } from './subject-of-aws.js'
import { untilAborted } from './until-aborted.js'

export interface IotIssuerOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: IotIssuerCalls
}

/** AWS IoT API Reference, "CreateCertificateFromCsr". */
const longestRequest = 4096

const refuseImpossible = ({ csr, notBefore, notAfter }: IssueRequest): void => {
  if (notBefore !== undefined || notAfter !== undefined) {
    throw new IssuerError('issuer-request', 'AWS IoT decides itself how long its certificates are valid', {
      field: notAfter === undefined ? 'notBefore' : 'notAfter',
      remedy: 'leave it out, or use a CA of your own or AWS Private CA',
    })
  }
  if (csr.pem.length > longestRequest) {
    throw new IssuerError('issuer-request', `the certificate request has ${csr.pem.length} characters`, {
      field: 'csr',
      value: String(csr.pem.length),
      remedy: `AWS IoT takes ${longestRequest}: shorten its subject`,
    })
  }
}

const requireSameId = (certificateId: string, id: string): void => {
  if (certificateId === id) return
  throw new IssuerError('issuer-certificate', 'AWS IoT answered with another certificate than it names', {
    field: 'certificateId',
    value: certificateId,
    remedy: 'see which certificate has this id, and delete it',
  })
}

/**
 * An issuer that is AWS IoT itself: its certificates are registered already, INACTIVE, and valid until the end of 2049.
 *
 * AWS IoT may copy the subject of a request, so that it sees only requests that ask for the expected one, byte for byte. It makes
 * another certificate of the same request each time, whatever the idempotency key, and so may the SDK's own retries: after a lost
 * answer an INACTIVE certificate stays behind, without a thing and without a policy. `find` looks for it, among the newest 5000
 * certificates of the account and at most 100 of them that are INACTIVE. An error about an answer names its id in `value`.
 *
 * The caller needs `iot:CreateCertificateFromCsr`, and to find `iot:ListCertificates` and `iot:DescribeCertificate`.
 *
 * @param options - `client` is required
 * @returns an issuer; it rejects with `IssuerError` (`issuer-request`, `issuer-certificate`, `issuer-aborted`), `CallError`,
 * `AdapterError` (`answer-malformed`) and `PkiError`
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT API Reference, "CreateCertificateFromCsr" and "ListCertificates"
 *
 * @example
 * ```ts
 * import { createIotIssuer } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const issuer = createIotIssuer({ client })
 *
 * const csr = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=device-1' })
 * const { registered } = await issuer.issue({ csr, subject: 'CN=device-1' })
 * registered // => true
 * ```
 */
export const createIotIssuer = (options: IotIssuerOptions): Required<Pick<Issuer, 'issue' | 'find'>> => {
  refuseUnknownOptions('createIotIssuer', options, ['client'])
  const { client } = options
  requireClient(client, 'client')
  const operation = 'CreateCertificateFromCsr'

  return Object.freeze({
    issue: (request) =>
      untilAborted(request.signal, async () => {
        const { csr, signal } = request
        requireCopiedSubject(request)
        refuseImpossible(request)
        const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: csr.pem, setAsActive: false })
        const send = () => client.send(command, signal === undefined ? {} : { abortSignal: signal })
        const answer = requireIssued(operation, await callAws(operation, { field: 'csr' }, send))
        const { pem, id } = checkIssued(answer.certificatePem, request, subjectOfAws)
        requireSameId(answer.certificateId, id)
        const { certificateArn } = answer
        return Object.freeze({ certificatePem: pem, certificateId: id, certificateArn, registered: true })
      }),
    find: (request) => untilAborted(request.signal, () => findIotCertificate(client, request, subjectOfAws)),
  } satisfies Issuer)
}
