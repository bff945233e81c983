import { certificateIdText } from '../../options/text-option.js'
import { AuthorityError } from '../authority-error.js'
import { checkAuthorityCertificate } from '../register/check-authority-certificate.js'
import { describeAuthority } from '../register/describe-authority.js'
import { registerAuthority } from '../register/register-authority.js'
import { retireAuthority } from '../retire/retire-authority.js'
import type { AuthorityRotationCalls } from '../rotate/rotate-options.js'
import { type AuthorityHandlerOptions, optionsOfRequest } from './authority-material.js'
import type { AuthorityRequest } from './parse-authority-request.js'
import type { ResourceEnvelope, ResourceRequest } from './parse-resource-event.js'
import { isOwned, ownershipTags } from './stack-ownership.js'

/** What the resource is now. */
export interface PerformedRequest {
  readonly physicalResourceId: string
  readonly data: Readonly<Record<string, string>>
}

export interface ResourceWorld extends AuthorityHandlerOptions {
  readonly client: AuthorityRotationCalls
  readonly onDelete: 'retire' | 'delete'
  readonly clock: () => Date
  /** Told the id of the CA as soon as it is known: what fails then belongs to that resource. */
  readonly onIdentified: (caCertificateId: string) => void
}

const notOwned = (caCertificateId: string): AuthorityError =>
  new AuthorityError('authority-not-owned', 'the CA is registered already, and not by this resource of this stack', {
    field: 'PhysicalResourceId',
    value: caCertificateId,
    remedy: 'leave it to whoever has registered it; or set the property `Adopt`, and the stack also removes it',
  })

/** A template says everything about its resource, so that what is not in it has its default, also where it is registered. */
const complete = (request: AuthorityRequest): AuthorityRequest => ({
  mode: 'DEFAULT',
  active: true,
  autoRegistration: true,
  ...request,
})

const register = async (
  request: AuthorityRequest,
  adopt: boolean,
  envelope: ResourceEnvelope,
  world: ResourceWorld,
): Promise<PerformedRequest> => {
  const { client, clock, onIdentified } = world
  const options = await optionsOfRequest(complete(request), world)
  const { id } = checkAuthorityCertificate(options.certificate, clock())
  onIdentified(id)
  const existing = await describeAuthority(client, id)
  if (existing !== undefined && !adopt && !(await isOwned(client, existing, envelope))) throw notOwned(id)
  const provisioning = options.provisioning ?? 'none'
  const registered = await registerAuthority({ ...options, provisioning, client, tags: ownershipTags(envelope) })
  return {
    physicalResourceId: id,
    data: { CaCertificateId: id, CaCertificateArn: registered.caCertificateArn, Mode: registered.mode },
  }
}

const remove = async (envelope: ResourceEnvelope, { client, onDelete }: ResourceWorld): Promise<PerformedRequest> => {
  const { physicalResourceId = 'none' } = envelope
  const untouched: PerformedRequest = { physicalResourceId, data: {} }
  // A creation that failed early has left no CA behind, only a resource with a name in place of an id.
  if (!certificateIdText.pattern.test(physicalResourceId)) return untouched
  const existing = await describeAuthority(client, physicalResourceId)
  if (existing === undefined || !(await isOwned(client, existing, envelope))) return untouched
  await retireAuthority({ client, caCertificateId: physicalResourceId, delete: onDelete === 'delete' })
  return untouched
}

/** Carries out what CloudFormation asks for. */
export const performResourceRequest = (
  { authority, adopt }: ResourceRequest,
  envelope: ResourceEnvelope,
  world: ResourceWorld,
): Promise<PerformedRequest> =>
  authority === undefined ? remove(envelope, world) : register(authority, adopt, envelope, world)
