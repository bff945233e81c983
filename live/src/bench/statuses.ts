import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { errorNameOf } from '../check/error-name.js'
import type { Bench } from './bench.js'

/** The status of a certificate; `undefined` where AWS does not know it. */
export const statusOf = async ({ client }: Bench, certificateId: string): Promise<string | undefined> => {
  try {
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    return certificateDescription?.status
  } catch (error) {
    if (errorNameOf(error) === 'ResourceNotFoundException') return undefined
    throw error
  }
}
