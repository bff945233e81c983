import { GetRegistrationCodeCommand, RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import type { JitrOutcome } from '@thingplan/aws-adapter'
import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
import {
  createMemoryRotationStore,
  type RotationHandlerOutcome,
  type RotationStore,
} from '@thingplan/aws-adapter/rotation'
import { rotationRules } from '@thingplan/core/lifecycle'
import { createEmulator, type Emulator, type Endpoint } from '@thingplan/emulator'
import { createDataClient } from '@thingplan/emulator/data-plane'
import { type CertificateAuthority, createCertificateAuthority, issueVerificationCertificate } from '@thingplan/pki'
import { prefix } from '../registration.js'
import { createService, type Service } from '../service.js'
import { throughQueue } from './queue.js'

const account = { id: '123456789012', region: 'eu-central-1' }

export const registrationSql = "SELECT * FROM '$aws/events/certificates/registered/#'"

export interface CloudOptions {
  readonly onOutcome: (outcome: JitrOutcome | RotationHandlerOutcome) => void
  /** How often rules deliver each message. Default 1. */
  readonly deliveries?: number
}

export interface Cloud {
  readonly emulator: Emulator
  readonly endpoint: Endpoint
  readonly service: Service
  readonly store: RotationStore
  /** Its devices register themselves. */
  readonly vendor: CertificateAuthority
  /** It certifies our devices, and only us: AWS IoT registers none of them by itself. */
  readonly manufacturer: CertificateAuthority
  /** Moves the clock of the cloud, and with it that of its certificates. */
  pass(milliseconds: number): void
}

const registerAuthority = async (
  { client }: Emulator,
  authority: CertificateAuthority,
  allowAutoRegistration: boolean,
): Promise<void> => {
  const { registrationCode } = await client.send(new GetRegistrationCodeCommand({}))
  if (registrationCode === undefined) throw new Error('no registration code')
  const verification = await issueVerificationCertificate({ authority, registrationCode })
  const caCertificate = authority.certificate.pem
  const verificationCertificate = verification.pem
  await client.send(
    new RegisterCACertificateCommand({
      caCertificate,
      verificationCertificate,
      setAsActive: true,
      allowAutoRegistration,
    }),
  )
}

/** AWS IoT on this machine, with both CAs, the rules of `template.yaml`, and the functions behind them. */
export const openCloud = async ({ onOutcome, deliveries = 1 }: CloudOptions): Promise<Cloud> => {
  let ahead = 0
  const clock = (): Date => new Date(Date.now() + ahead)
  const rules = [
    { sql: registrationSql, deliveries, handler: throughQueue((event) => service.register(event)) },
    ...rotationRules(prefix).map(({ sql }) => ({
      sql,
      deliveries,
      handler: throughQueue((event) => service.rotate(event)),
    })),
  ]
  const emulator: Emulator = createEmulator({ accountId: account.id, region: account.region, clock, rules })
  const vendor = await createCertificateAuthority({ subject: { O: 'Sensor Vendor', CN: 'Sensor Vendor CA' } })
  const manufacturer = await createCertificateAuthority({ subject: { O: 'Acme', CN: 'Acme Devices CA' } })
  await registerAuthority(emulator, vendor, true)
  await registerAuthority(emulator, manufacturer, false)
  const store = createMemoryRotationStore({ clock })
  const service: Service = createService({
    account,
    iot: emulator.client,
    data: createDataClient(emulator),
    issuer: createAuthorityIssuer({ authority: manufacturer, clock }),
    store,
    clock,
    onOutcome,
  })
  const pass = (milliseconds: number): void => {
    ahead += milliseconds
  }
  return { emulator, endpoint: await emulator.listen(), service, store, vendor, manufacturer, pass }
}
