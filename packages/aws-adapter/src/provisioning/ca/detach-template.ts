import { UpdateCACertificateCommand } from '@aws-sdk/client-iot'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import type { CaCertificateCalls } from '../provisioning-calls.js'

export interface DetachTemplateOptions {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: CaCertificateCalls
  /** AWS IoT's id of the registered CA certificate: 64 hexadecimal digits. */
  readonly caCertificateId: string
}

/**
 * Takes the template away from a CA, which goes on registering by itself: from then on its devices wait for their activation
 * by whoever listens to registration events (JITR).
 *
 * Deploy the handler of those events first. What devices became by the template stays as it is.
 *
 * @throws {AdapterError} `adapter-option`
 * @throws {CallError} `call-not-found` for a CA that does not exist, and the others
 * @see AWS IoT API Reference, "UpdateCACertificate" (`removeAutoRegistration`)
 *
 * @example
 * ```ts
 * import { detachTemplate } from '@thingplan/aws-adapter/provisioning'
 *
 * const sent: unknown[] = []
 * // In place of an `IoTClient`.
 * const client = { send: async ({ input }: { input: unknown }) => sent.push(input) }
 * await detachTemplate({ client, caCertificateId: 'ca'.repeat(32) })
 * sent // => [{ certificateId: 'ca'.repeat(32), newAutoRegistrationStatus: 'ENABLE', removeAutoRegistration: true }]
 * ```
 */
export const detachTemplate = async (options: DetachTemplateOptions): Promise<void> => {
  refuseUnknownOptions('detachTemplate', options, ['client', 'caCertificateId'])
  const { client } = options
  requireClient(client, 'client')
  const certificateId = textOption('caCertificateId', options.caCertificateId, certificateIdText)
  const command = new UpdateCACertificateCommand({
    certificateId,
    newAutoRegistrationStatus: 'ENABLE',
    removeAutoRegistration: true,
  })
  await callAws('UpdateCACertificate', { field: 'caCertificateId', value: certificateId }, () => client.send(command))
}
