import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'

/** What AWS IoT says of a certificate. */
export const statusOf = async ({ client }: Emulator, certificateId: string): Promise<string | undefined> => {
  const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
  return certificateDescription?.status
}
