import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateDescription } from '@thingplan/core'
import { type Attempt, attempt } from '../../driver/attempt.js'
import { AdapterError } from '../../error/adapter-error.js'
import type { IotCalls } from '../../iot-calls.js'

/** What a decision and the driver need of the answer; all of it is there for every certificate that AWS IoT knows. */
const requireText = <Text extends string>(value: Text | undefined, field: string): Text => {
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `DescribeCertificate answered without \`${field}\``, { field })
}

/**
 * Describes a certificate.
 *
 * @throws {AdapterError} `answer-malformed`
 */
export const describeCertificate = async (
  certificateId: string,
  client: IotCalls,
): Promise<Attempt<CertificateDescription>> => {
  const described = await attempt('DescribeCertificate', client.send(new DescribeCertificateCommand({ certificateId })))
  if (!described.ok) return described
  const description = described.answer.certificateDescription ?? {}
  return {
    ok: true,
    answer: {
      certificateArn: requireText(description.certificateArn, 'certificateArn'),
      certificateId: requireText(description.certificateId, 'certificateId'),
      caCertificateId: description.caCertificateId,
      status: requireText(description.status, 'status'),
      certificatePem: requireText(description.certificatePem, 'certificatePem'),
      ownedBy: description.ownedBy,
      certificateMode: description.certificateMode,
    },
  }
}
