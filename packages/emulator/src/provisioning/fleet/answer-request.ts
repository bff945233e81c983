import { catchUp } from '../../catch-up.js'
import type { Session } from '../../connection/session.js'
import { certifyRequest } from '../../issuer/certify-request.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { grantOwnership } from './ownership-token.js'
import { readPayload, writePayload } from './payload.js'
import { provision } from './provision.js'
import { ProvisioningRejection, rejectionPayload } from './provisioning-rejection.js'
import type { ProvisioningRequest } from './provisioning-topic.js'

/** What a device gets, on the topic of its request with `/accepted` or `/rejected` after it. */
export interface ProvisioningAnswer {
  readonly outcome: 'accepted' | 'rejected'
  readonly payload: Uint8Array
}

/** Answers one request of the provisioning API. That the device may publish it was decided before. */
export const answerProvisioningRequest = async (
  world: World,
  session: Session,
  request: ProvisioningRequest,
  payload: Uint8Array,
): Promise<ProvisioningAnswer> => {
  const { format } = request
  catchUp(world)
  try {
    const accepted = await perform(world, session, request, await readPayload(format, payload))
    return { outcome: 'accepted', payload: await writePayload(format, accepted) }
  } catch (error) {
    const rejection = rejectionPayload(error)
    if (rejection === undefined) world.report(error)
    const told = rejection ?? { statusCode: 500, errorCode: 'InternalFailure', errorMessage: 'the emulator has failed' }
    return { outcome: 'rejected', payload: await writePayload(format, told) }
  }
}

const quotas = {
  create: 'mqtt:CreateKeysAndCertificate',
  'create-from-csr': 'mqtt:CreateCertificateFromCsr',
  provision: 'mqtt:RegisterThing',
} as const

const perform = async (world: World, session: Session, request: ProvisioningRequest, input: Input): Promise<object> => {
  if (!world.rates.isWithin(quotas[request.operation]))
    throw new ProvisioningRejection(400, 'Throttling', 'rate exceeded')
  switch (request.operation) {
    case 'create':
      return createKeys(world, session)
    case 'create-from-csr':
      return createFromCsr(world, session, input)
    case 'provision':
      return provision(world, session, request.templateName, input)
  }
}

const createKeys = async (world: World, session: Session): Promise<object> => {
  const { certificate, privateKey } = await world.issuer.issueKeys()
  return {
    certificateId: certificate.id,
    certificatePem: certificate.pem,
    privateKey,
    certificateOwnershipToken: grantOwnership(world, certificate, session.certificate.id),
  }
}

const createFromCsr = async (world: World, { clientId, certificate }: Session, input: Input): Promise<object> => {
  const csr = requiredText(input, 'certificateSigningRequest', constraints.certificateSigningRequest)
  const issued = await certifyRequest(world, csr, { certificateId: certificate.id, clientId })
  return {
    certificateOwnershipToken: grantOwnership(world, issued, certificate.id),
    certificateId: issued.id,
    certificatePem: issued.pem,
  }
}
