import {
  DescribeCertificateCommand,
  ListCertificatesCommand,
  type Certificate as ListedCertificate,
} from '@aws-sdk/client-iot'
import type { SubjectInput } from '@thingplan/pki'
import { callAws, callUnless } from '../../error/call-aws.js'
import { checkIssued } from './check-issued.js'
import type { IotFindCalls } from './iot-issuer-calls.js'
import type { FindRequest, IssuedCertificate } from './issuer.js'
import { IssuerError } from './issuer-error.js'

/** AWS IoT API Reference, "ListCertificates": the largest page. */
const pageSize = 250
/** Beyond these another certificate is cheaper than the one that may be found. */
const mostPages = 20
const mostDescribed = 100

/** The clock of whoever asks need not be that of AWS. */
const clockSkewMs = 60_000

/** Certificates that were made since, the newest first. */
async function* madeSince(
  client: IotFindCalls,
  { since, signal }: FindRequest,
): AsyncGenerator<ListedCertificate, void, undefined> {
  const earliest = since.getTime() - clockSkewMs
  const options = signal === undefined ? {} : { abortSignal: signal }
  let marker: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const command = new ListCertificatesCommand({ pageSize, ascendingOrder: false, ...(marker && { marker }) })
    const listed = await callAws('ListCertificates', {}, () => client.send(command, options))
    for (const certificate of listed.certificates ?? []) {
      if ((certificate.creationDate?.getTime() ?? 0) < earliest) return
      yield certificate
    }
    marker = listed.nextMarker
    if (marker === undefined) return
  }
}

const describe = async (
  client: IotFindCalls,
  certificateId: string,
  { signal }: FindRequest,
): Promise<string | undefined> => {
  const command = new DescribeCertificateCommand({ certificateId })
  const options = signal === undefined ? {} : { abortSignal: signal }
  const subject = { field: 'certificateId', value: certificateId }
  const send = () => client.send(command, options)
  const answer = await callUnless('ResourceNotFoundException', 'DescribeCertificate', subject, send)
  return answer?.certificateDescription?.certificatePem
}

const isFor = (pem: string | undefined, request: FindRequest, otherSubject: SubjectInput): boolean => {
  try {
    const { csr, subject } = request
    checkIssued(pem, subject === undefined ? { csr } : { csr, subject }, otherSubject)
    return true
  } catch (error) {
    if (error instanceof IssuerError) return false
    throw error
  }
}

/**
 * A certificate for the key of a request that AWS IoT has made since, and that nobody has taken up: one that is INACTIVE still.
 *
 * Only those are looked at closer, which are few: whoever is not interrupted activates what was made.
 *
 * @throws {CallError}
 */
export const findIotCertificate = async (
  client: IotFindCalls,
  request: FindRequest,
  otherSubject: SubjectInput,
): Promise<IssuedCertificate | undefined> => {
  let described = 0
  for await (const { certificateId, certificateArn, status } of madeSince(client, request)) {
    if (status !== 'INACTIVE' || certificateId === undefined || certificateArn === undefined) continue
    if (described >= mostDescribed) return undefined
    described += 1
    const certificatePem = await describe(client, certificateId, request)
    if (certificatePem !== undefined && isFor(certificatePem, request, otherSubject)) {
      return Object.freeze({ certificatePem, certificateId, certificateArn, registered: true })
    }
  }
  return undefined
}
