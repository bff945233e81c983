import { GetRegistrationCodeCommand, RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { attachTemplate, deployProvisioningTemplate } from '@thingplan/aws-adapter/provisioning'
import type { Emulator } from '@thingplan/emulator'
import { type CertificateAuthority, issueVerificationCertificate } from '@thingplan/pki'
import { sensors } from '../template.js'

const templateName = 'sensors'

/** What one does in an account: proves that one holds the CA's key, and says what its devices become. */
export const registerAuthority = async ({ client }: Emulator, authority: CertificateAuthority): Promise<void> => {
  const { registrationCode } = await client.send(new GetRegistrationCodeCommand({}))
  if (registrationCode === undefined) throw new Error('no registration code')
  const verification = await issueVerificationCertificate({ authority, registrationCode })
  const { certificateId: caCertificateId } = await client.send(
    new RegisterCACertificateCommand({
      caCertificate: authority.certificate.pem,
      verificationCertificate: verification.pem,
      setAsActive: true,
    }),
  )
  if (caCertificateId === undefined) throw new Error('no CA certificate id')
  await deployProvisioningTemplate({
    client,
    template: sensors,
    templateName,
    provisioningRoleArn: 'arn:aws:iam::123456789012:role/provisioning',
  })
  await attachTemplate({ client, caCertificateId, templateName })
}
