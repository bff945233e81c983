import { GetRegistrationCodeCommand, RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import type { JitrOutcome } from '@thingplan/aws-adapter'
import { createEmulator, type Emulator, type Endpoint } from '@thingplan/emulator'
import { type CertificateAuthority, issueVerificationCertificate } from '@thingplan/pki'
import { createHandler } from '../handler.js'

export interface Cloud {
  readonly emulator: Emulator
  readonly endpoint: Endpoint
}

/** AWS IoT on this machine, with the Lambda's handler behind its registration events. */
export const openCloud = async (port: number, onOutcome: (outcome: JitrOutcome) => void): Promise<Cloud> => {
  const emulator = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
  const handler = createHandler(emulator.client, { onOutcome })
  emulator.on('registered', (event) => handler(event))
  return { emulator, endpoint: await emulator.listen({ port }) }
}

/** What one does in an account: proves that one holds the CA's key, and lets AWS IoT register its devices by themselves. */
export const registerAuthority = async ({ client }: Emulator, authority: CertificateAuthority): Promise<void> => {
  const { registrationCode } = await client.send(new GetRegistrationCodeCommand({}))
  if (registrationCode === undefined) throw new Error('no registration code')
  const verification = await issueVerificationCertificate({ authority, registrationCode })
  await client.send(
    new RegisterCACertificateCommand({
      caCertificate: authority.certificate.pem,
      verificationCertificate: verification.pem,
      setAsActive: true,
      allowAutoRegistration: true,
    }),
  )
}
