import { createPrivateKey, createPublicKey } from 'node:crypto'
import { CreateKeysAndCertificateCommand } from '@aws-sdk/client-iot'
import { type Certificate, readCertificate } from '@thingplan/core'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { PrivateKey } from '../../provisioning/claim/private-key.js'
import { requireIssued, requireText } from '../../provisioning/claim/require-issued.js'
import type { IotKeysCalls } from './iot-issuer-calls.js'
import type { IssuedCertificate } from './issuer.js'
import { IssuerError } from './issuer-error.js'
import { untilAborted } from './until-aborted.js'

export interface IssueWithKeysOptions {
  /** An `IoTClient`, or anything else that makes this call. */
  readonly client: IotKeysCalls
  /** Fires when nobody waits for the certificate any more. */
  readonly signal?: AbortSignal
}

export interface IssuedWithKeys extends Required<Omit<IssuedCertificate, 'chainPem' | 'caCertificatePem'>> {
  /** Exists nowhere else: AWS keeps no copy. It shows itself only when asked. */
  readonly privateKey: PrivateKey
}

/** Whether the key is the certificate's; what is wrong with it otherwise is not told, since it may be told in its own words. */
const isKeyOf = ({ publicKey }: Certificate, pem: string): boolean => {
  try {
    const spki = createPublicKey(createPrivateKey(pem)).export({ format: 'der', type: 'spki' })
    return spki.equals(publicKey.spki)
  } catch {
    return false
  }
}

/**
 * Has AWS IoT make a key pair (RSA 2048) and a certificate for it, INACTIVE, for devices and apps that can make no request.
 *
 * A key that travels can be copied on its way, and an answer that is lost takes the key with it and leaves an INACTIVE certificate.
 * It is no `Issuer`, because it certifies nobody's request: use `createIotIssuer` wherever a request can be had, if need be with a key
 * that is made here.
 *
 * @param options - `client` is required
 * @throws {IssuerError} `issuer-certificate` where the key is not the certificate's; `issuer-aborted`
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError}
 * @see AWS IoT API Reference, "CreateKeysAndCertificate"
 *
 * @example
 * ```ts
 * import { issueWithKeysForCompatibility } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const { privateKey } = await issueWithKeysForCompatibility({ client })
 * String(privateKey) // => '[private key]'
 * ```
 */
export const issueWithKeysForCompatibility = async (options: IssueWithKeysOptions): Promise<IssuedWithKeys> => {
  refuseUnknownOptions('issueWithKeysForCompatibility', options, ['client', 'signal'])
  const { client, signal } = options
  requireClient(client, 'client')
  const operation = 'CreateKeysAndCertificate'
  return untilAborted(signal, async () => {
    const command = new CreateKeysAndCertificateCommand({ setAsActive: false })
    const send = () => client.send(command, signal === undefined ? {} : { abortSignal: signal })
    const answer = await callAws(operation, { confidential: true }, send)
    const { certificatePem, certificateId, certificateArn } = requireIssued(operation, answer)
    const pem = requireText(operation, 'keyPair.PrivateKey', answer.keyPair?.PrivateKey)
    const certificate = readCertificate(certificatePem)
    if (certificate.id !== certificateId || !isKeyOf(certificate, pem)) {
      throw new IssuerError('issuer-certificate', "AWS IoT answered with a key that is not the certificate's", {
        field: 'keyPair',
        value: certificateId,
        remedy: 'delete the certificate, and ask again',
      })
    }
    const privateKey = new PrivateKey(pem)
    return Object.freeze({
      certificatePem: certificate.pem,
      certificateId,
      certificateArn,
      registered: true,
      privateKey,
    })
  })
}
