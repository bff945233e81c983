import { CreateThingGroupCommand } from '@aws-sdk/client-iot'
import type { ProvisioningOutcome, VerifierSource } from '@thingplan/aws-adapter'
import { createClaim, deployProvisioningTemplate } from '@thingplan/aws-adapter/provisioning'
import { createEmulator, type Emulator } from '@thingplan/emulator'
import { createCertificateRequest, createKeyPair, exportPrivateKey } from '@thingplan/pki'
import type { Credentials } from '../device/connect.js'
import { createHook } from '../hook.js'
import { cores, sensors } from '../registration.js'
import { account, coreTemplate, sensorTemplate } from '../template.js'

const fleets = [
  { templateName: 'sensors', registration: sensors, template: sensorTemplate },
  { templateName: 'cores', registration: cores, template: coreTemplate },
] as const

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${account.region}:${account.id}:${resource}`

const functionArn = (templateName: string): string => arn('lambda', `function:${templateName}-hook`)

/** AWS IoT on this machine, with both templates and the hooks behind them. */
export const openCloud = async (
  factory: VerifierSource,
  onOutcome: (outcome: ProvisioningOutcome) => void,
): Promise<Emulator> => {
  const preProvisioningHooks = Object.fromEntries(
    fleets.map(({ templateName, registration }) => {
      const parts = {
        registration,
        templateArn: arn('iot', `provisioningtemplate/${templateName}`),
        factory,
        onOutcome,
      }
      // A cold start at every call: the client is that of the account which asks.
      return [functionArn(templateName), (event: unknown) => createHook({ ...parts, client: emulator.client })(event)]
    }),
  )
  const emulator: Emulator = createEmulator({
    accountId: account.id,
    region: account.region,
    provisioning: { preProvisioningHooks },
  })
  await emulator.client.send(new CreateThingGroupCommand({ thingGroupName: 'sites' }))
  for (const { templateName, template } of fleets) {
    await deployProvisioningTemplate({
      client: emulator.client,
      template,
      templateName,
      provisioningRoleArn: `arn:aws:iam::${account.id}:role/provisioning`,
      preProvisioningHook: { targetArn: functionArn(templateName) },
    })
  }
  return emulator
}

/** What all devices of a production run carry: good for one template. */
export const makeClaim = async ({ client }: Emulator, templateName: string): Promise<Credentials> => {
  const keys = await createKeyPair()
  const { pem: certificateSigningRequest } = await createCertificateRequest({ keys, subject: { CN: templateName } })
  const { certificatePem } = await createClaim({ client, account, templateName, certificateSigningRequest })
  return { certificatePem, privateKeyPem: await exportPrivateKey(keys.privateKey) }
}
