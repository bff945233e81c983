import { RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { AdapterError } from '../../error/adapter-error.js'
import { AuthorityError } from '../authority-error.js'
import type { AuthorityProgress } from './authority-progress.js'
import { callAuthorityUnless } from './call-authority.js'
import { describeAuthority } from './describe-authority.js'
import { readRegistrationCode } from './read-registration-code.js'
import type { RegisteredAuthority } from './registered-authority.js'
import type { AuthorityRegistrationCalls } from './registration-calls.js'
import { tagsOf } from './tag-authority.js'
import { updateAuthority } from './update-authority.js'
import type { WantedAuthority } from './wanted-authority.js'

const malformed = (field: string): AdapterError =>
  new AdapterError('answer-malformed', `RegisterCACertificate answered without \`${field}\``, { field })

type Report = (stage: AuthorityProgress['stage']) => void

const verify = async (
  client: AuthorityRegistrationCalls,
  { certificate, prove }: WantedAuthority,
  report: Report,
): Promise<string | undefined> => {
  if (prove === undefined) return undefined
  const verificationCertificate = await prove(await readRegistrationCode(client, certificate.id))
  report('verified')
  return verificationCertificate
}

/** A CA that is new here, or `undefined` where AWS IoT says that it is registered already. */
const register = async (
  client: AuthorityRegistrationCalls,
  wanted: WantedAuthority,
  report: Report,
): Promise<RegisteredAuthority | undefined> => {
  const { certificate, mode = 'DEFAULT', active = true, autoRegistration = true, provisioning, tags } = wanted
  const verificationCertificate = await verify(client, wanted, report)
  const command = new RegisterCACertificateCommand({
    caCertificate: certificate.pem,
    certificateMode: mode,
    setAsActive: active,
    allowAutoRegistration: autoRegistration,
    ...(verificationCertificate === undefined ? {} : { verificationCertificate }),
    ...(typeof provisioning === 'object' ? { registrationConfig: provisioning } : {}),
    ...(tags.size === 0 ? {} : { tags: tagsOf(tags) }),
  })
  const registered = await callAuthorityUnless(
    'ResourceAlreadyExistsException',
    'RegisterCACertificate',
    certificate.id,
    () => client.send(command),
  )
  if (registered === undefined) return undefined
  const { certificateId, certificateArn } = registered
  if (certificateId !== certificate.id) throw malformed('certificateId')
  if (certificateArn === undefined) throw malformed('certificateArn')
  return {
    outcome: 'registered',
    caCertificateId: certificate.id,
    caCertificateArn: certificateArn,
    mode,
    active,
    autoRegistration,
    changes: [],
  }
}

/**
 * Registers a CA in one account and region, or makes it what it is to be where it is registered there already.
 *
 * @throws {AuthorityError}
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 */
export const registerInAccount = async (
  client: AuthorityRegistrationCalls,
  wanted: WantedAuthority,
  report: Report,
): Promise<RegisteredAuthority> => {
  const { id } = wanted.certificate
  const existing = await describeAuthority(client, id)
  const registered = existing === undefined ? await register(client, wanted, report) : undefined
  if (registered !== undefined) return registered
  // Somebody else was quicker, here or in another account.
  const found = existing ?? (await describeAuthority(client, id))
  if (found !== undefined) return updateAuthority(client, wanted, found)
  throw new AuthorityError(
    'authority-registered-elsewhere',
    'the CA is registered in mode DEFAULT by another account of this region, and only one may have it',
    {
      field: 'certificate',
      value: id,
      remedy: 'delete it there, or register it in mode SNI_ONLY in every account that needs it',
    },
  )
}
