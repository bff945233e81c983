import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateDescription } from '@thingplan/core'
import { type Attempt, attempt } from '../../driver/attempt.js'
import { sentAtOf } from '../../driver/sent-at.js'
import { AdapterError } from '../../error/adapter-error.js'
import type { IotCalls } from '../../iot-calls.js'

/** What a decision and the driver need of the answer; all of it is there for every certificate that AWS IoT knows. */
const requireText = <Text extends string>(value: Text | undefined, field: string): Text => {
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `DescribeCertificate answered without \`${field}\``, { field })
}

/** A description, and when AWS was asked for it, where that was later than it was wanted. */
export type Described = Attempt<CertificateDescription> & { readonly sentAt?: number | undefined }

/**
 * Describes a certificate.
 *
 * @throws {AdapterError} `answer-malformed`
 */
export const describeCertificate = async (certificateId: string, client: IotCalls): Promise<Described> => {
  const command = new DescribeCertificateCommand({ certificateId })
  const described = await attempt('DescribeCertificate', client.send(command))
  if (!described.ok) return described
  const description = described.answer.certificateDescription ?? {}
  return {
    ok: true,
    sentAt: sentAtOf(command),
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
