import { GetRegistrationCodeCommand, type GetRegistrationCodeResponse } from '@aws-sdk/client-iot'
import { AdapterError } from '../../error/adapter-error.js'
import { callAuthority } from './call-authority.js'

/** The call that tells the registration code. An `IoTClient` fits without a cast. */
export interface RegistrationCodeCalls {
  send(command: GetRegistrationCodeCommand): Promise<GetRegistrationCodeResponse>
}

/**
 * The code of the account and region that a verification certificate has to hold.
 *
 * @throws {AuthorityError} `authority-throttled`
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 */
export const readRegistrationCode = async (
  client: RegistrationCodeCalls,
  caCertificateId?: string,
): Promise<string> => {
  const send = () => client.send(new GetRegistrationCodeCommand({}))
  const { registrationCode } = await callAuthority('GetRegistrationCode', caCertificateId, send)
  if (registrationCode !== undefined) return registrationCode
  const field = 'registrationCode'
  throw new AdapterError('answer-malformed', `GetRegistrationCode answered without \`${field}\``, { field })
}
