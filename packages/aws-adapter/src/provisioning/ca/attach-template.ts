import { type RegistrationConfig, UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import type { CaCertificateCalls } from '../provisioning-calls.js'
import { type InlineCaTemplate, type NamedCaTemplate, registrationConfigOf } from './ca-template.js'

interface OfCa {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: CaCertificateCalls
  /** AWS IoT's id of the registered CA certificate: 64 hexadecimal digits. */
  readonly caCertificateId: string
}

export interface AttachNamedTemplateOptions extends OfCa, NamedCaTemplate {}

export interface AttachInlineTemplateOptions extends OfCa, InlineCaTemplate {}

export type AttachTemplateOptions = AttachNamedTemplateOptions | AttachInlineTemplateOptions

const configOf = (options: AttachTemplateOptions): RegistrationConfig => {
  const own = 'template' in options ? ['template', 'roleArn'] : ['templateName']
  refuseUnknownOptions('attachTemplate', options, ['client', 'caCertificateId', ...own])
  return registrationConfigOf(options)
}

/**
 * Gives a CA a template: from then on its devices are provisioned by AWS at their first connection (JITP).
 *
 * It also lets the CA register by itself, without which no device gets that far. Done twice, it ends in the same state.
 *
 * @param options - `client`, `caCertificateId`, and either `templateName` or `template` with `roleArn`
 * @throws {AdapterError} `adapter-option`
 * @throws {CallError} `call-not-found` for a CA or a template that does not exist, and the others
 * @see AWS IoT Core Developer Guide, "Just-in-time provisioning"
 *
 * @example
 * ```ts
 * import { attachTemplate } from '@thingplan/aws-adapter/provisioning'
 *
 * const sent: unknown[] = []
 * // In place of an `IoTClient`.
 * const client = { send: async ({ input }: { input: unknown }) => sent.push(input) }
 * await attachTemplate({ client, caCertificateId: 'ca'.repeat(32), templateName: 'sensors' })
 * sent // => [{ certificateId: 'ca'.repeat(32), newAutoRegistrationStatus: 'ENABLE', registrationConfig: { templateName: 'sensors' } }]
 * ```
 */
export const attachTemplate = async (options: AttachTemplateOptions): Promise<void> => {
  const registrationConfig = configOf(options)
  const { client } = options
  requireClient(client, 'client')
  const certificateId = textOption('caCertificateId', options.caCertificateId, certificateIdText)
  const command = new UpdateCACertificateCommand({
    certificateId,
    newAutoRegistrationStatus: 'ENABLE',
    registrationConfig,
  })
  await callAws('UpdateCACertificate', { field: 'caCertificateId', value: certificateId }, () => client.send(command))
}
