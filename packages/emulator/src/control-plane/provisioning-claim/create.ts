import type { CreateProvisioningClaimResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import type { ProvisioningTemplateRecord } from '../../registry/records.js'
import type { AwaitedOperation } from '../operation.js'
import { requestedTemplate } from '../provisioning-template/find-template.js'

/** Developer Guide, "Provisioning by trusted user": a claim is good for five minutes. */
const lifetime = 5 * 60_000

export const createProvisioningClaim: AwaitedOperation<CreateProvisioningClaimResponse> = {
  members: ['templateName'],
  perform: async (world, input) => {
    checkUsable(requestedTemplate(world, input))
    const { certificate, publicKey, privateKey } = await world.issuer.issueKeys()
    const { name } = requestedTemplate(world, input)
    const expiresAt = new Date(world.clock().getTime() + lifetime)
    world.registry.provisioningClaims.set(certificate.id, { certificate, templateName: name, expiresAt })
    return {
      certificateId: certificate.id,
      certificatePem: certificate.pem,
      keyPair: { PublicKey: publicKey, PrivateKey: privateKey },
      expiration: new Date(expiresAt),
    }
  },
}

const checkUsable = ({ name, type, enabled }: ProvisioningTemplateRecord): void => {
  if (type !== 'FLEET_PROVISIONING') throw invalidRequest(`provisioning template ${quote(name)} is of type ${type}`)
  if (!enabled) throw invalidRequest(`provisioning template ${quote(name)} is not enabled`)
}
