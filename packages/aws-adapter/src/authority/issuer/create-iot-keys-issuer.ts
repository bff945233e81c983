import { DeleteCertificateCommand } from '@aws-sdk/client-iot'
import { openKeyPair } from '@thingplan/pki'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { createIotIssuer } from './create-iot-issuer.js'
import type { IotKeysIssuerCalls } from './iot-issuer-calls.js'
import { issueWithKeysForCompatibility } from './issue-with-keys-for-compatibility.js'
import type { Issuer, MadeKey } from './issuer.js'

export interface IotKeysIssuerOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: IotKeysIssuerCalls
}

const makeKey = async (client: IotKeysIssuerCalls): Promise<MadeKey> => {
  const { privateKey, ...issued } = await issueWithKeysForCompatibility({ client })
  const { certificateId } = issued
  let isTaken = false
  return Object.freeze({
    keys: await openKeyPair(privateKey.reveal(), { exportable: true }),
    take: () => {
      isTaken = true
      return issued
    },
    discard: async () => {
      if (isTaken) return
      const subject = { field: 'certificateId', value: certificateId }
      await callAws('DeleteCertificate', subject, () => client.send(new DeleteCertificateCommand({ certificateId })))
    },
  } satisfies MadeKey)
}

/**
 * The issuer of `createIotIssuer`, which has AWS IoT make the keys (RSA 2048) of devices that can make no request.
 *
 * AWS IoT makes a key only together with its certificate, so that one exists before a claim stands for it: INACTIVE, without a thing and
 * without a policy, deleted again where it is not taken up. A process that dies in this moment leaves it behind, and `sweepOrphans`,
 * which deletes nothing that no claim stands for, will not take it away. A key that is made here and certified by `createIotIssuer` leaves
 * nothing, and serves the same devices.
 *
 * The subject is AWS's own (`CN=AWS IoT Certificate`): the registration of such devices is a function of the serial number.
 * Beside what `createIotIssuer` needs, the caller needs `iot:CreateKeysAndCertificate` and `iot:DeleteCertificate`.
 *
 * @param options - `client` is required
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT API Reference, "CreateKeysAndCertificate"
 *
 * @example
 * ```ts
 * import { createIotKeysIssuer } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const { keys } = await createIotKeysIssuer({ client }).makeKey()
 * JSON.stringify(keys) // => '{"algorithm":"RSASSA-PKCS1-v1_5"}'
 * ```
 */
export const createIotKeysIssuer = (options: IotKeysIssuerOptions): Required<Issuer> => {
  refuseUnknownOptions('createIotKeysIssuer', options, ['client'])
  const { client } = options
  requireClient(client, 'client')
  return Object.freeze({ ...createIotIssuer({ client }), makeKey: () => makeKey(client) } satisfies Issuer)
}
