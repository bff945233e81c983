import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm'
import { callAws, callUnless } from '../../../error/call-aws.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireClient } from '../../../options/required-option.js'
import { kmsKeyIdText, textOption } from '../../../options/text-option.js'
import { aboutKey } from '../about-key.js'
import { createVault } from '../create-vault.js'
import type { KeyVault } from '../key-vault.js'
import { requireStored, unprotected } from '../require-stored.js'
import type { SsmCalls } from './ssm-calls.js'
import { ssmErrors } from './ssm-errors.js'

export interface SsmKeyVaultOptions {
  /** An `SSMClient`, or anything else that makes these calls. */
  readonly client: SsmCalls
  /** Id, ARN or alias of the key in KMS that encrypts. Default: the account's own, `alias/aws/ssm`. */
  readonly kmsKeyId?: string
}

/** AWS Systems Manager User Guide, "Requirements and constraints for parameter names". */
const names = {
  pattern: /^(?=.{1,1011}$)(?!\/?(?:aws|ssm))(?:\/[\w.-]+){1,15}$|^(?!aws|ssm)[\w.-]{1,1011}$/i,
  wanted: 'a name such as `/thingplan/factory-ca`, of letters, digits and `_.-/`, which does not begin with aws or ssm',
}

/** AWS Systems Manager User Guide, "Managing parameter tiers": what a standard parameter holds. */
const longest = 4096

/**
 * A vault in Parameter Store of AWS Systems Manager: each key is a parameter of the type SecureString.
 *
 * The caller needs `ssm:PutParameter` to store and `ssm:GetParameter` to open, both to repeat, and the use of the key in KMS. A parameter
 * of another type is not opened: the key in it lay open.
 *
 * @param options - `client` is required
 * @throws {AdapterError} `adapter-option`
 * @see AWS Systems Manager API Reference, "PutParameter" and "GetParameter"
 *
 * @example
 * ```ts no-run
 * import { SSMClient } from '@aws-sdk/client-ssm'
 * import { createSsmKeyVault } from '@thingplan/aws-adapter/ssm'
 * import { createCertificateAuthority, openCertificateAuthority } from '@thingplan/pki'
 *
 * const vault = createSsmKeyVault({ client: new SSMClient({ region: 'eu-central-1' }) })
 * const { certificate, privateKey } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * await vault.store('/thingplan/factory-ca', privateKey)
 *
 * const authority = await openCertificateAuthority({ certificate, signer: await vault.open('/thingplan/factory-ca') })
 * ```
 */
export const createSsmKeyVault = (options: SsmKeyVaultOptions): KeyVault => {
  refuseUnknownOptions('createSsmKeyVault', options, ['client', 'kmsKeyId'])
  const { client, kmsKeyId } = options
  requireClient(client, 'client')
  if (kmsKeyId !== undefined) textOption('kmsKeyId', kmsKeyId, kmsKeyIdText)
  const about = (name: string) => aboutKey(name, ssmErrors)
  const put = (name: string, pem: string, overwrite: boolean): PutParameterCommand =>
    new PutParameterCommand({
      Name: name,
      Value: pem,
      Type: 'SecureString',
      Overwrite: overwrite,
      ...(kmsKeyId === undefined ? {} : { KeyId: kmsKeyId }),
    })

  return createVault({
    names,
    longest,
    create: async (name, pem) => {
      const send = () => client.send(put(name, pem, false)).then(() => true)
      return (await callUnless('ParameterAlreadyExists', 'PutParameter', about(name), send)) ?? false
    },
    replace: async (name, pem) => {
      await callAws('PutParameter', about(name), () => client.send(put(name, pem, true)))
    },
    read: async (name) => {
      const command = new GetParameterCommand({ Name: name, WithDecryption: true })
      const { Parameter: found } = await callAws('GetParameter', about(name), () => client.send(command))
      if (found !== undefined && found.Type !== 'SecureString') throw unprotected(name, 'SecureString')
      return requireStored(name, found?.Value)
    },
  })
}
