import { quote } from '@thingplan/core'
import { evaluateDeviceConfiguration, parseProvisioningTemplate } from '@thingplan/core/provisioning'
import { arnOf } from '../../arn.js'
import type { Session } from '../../connection/session.js'
import { findCertificate } from '../../control-plane/certificate/find-certificate.js'
import { findTemplate, findVersion } from '../../control-plane/provisioning-template/find-template.js'
import { invalidRequest } from '../../exception/exceptions.js'
import type { ProvisioningTemplateRecord } from '../../registry/records.js'
import type { Input } from '../../request/input.js'
import { requestedParameters } from '../../request/parameters.js'
import type { World } from '../../world.js'
import { thingNameOf } from '../plan-device.js'
import { provisionDevice, reportFailure } from '../provision-device.js'
import { askHook } from './ask-hook.js'
import { takeOwnership } from './ownership-token.js'

type Parameters = Readonly<Record<string, string>>

/** RegisterThing over MQTT: the template is carried out for the certificate that the token stands for. */
export const provision = async (
  world: World,
  session: Session,
  templateName: string,
  input: Input,
): Promise<object> => {
  const claimCertificateId = session.certificate.id
  const { certificateOwnershipToken } = input
  const ownership = takeOwnership(world, certificateOwnershipToken, claimCertificateId)
  const { certificateId } = ownership
  const subject = { trigger: 'fleet', certificateId, templateName } as const
  try {
    const sent = requestedParameters(input)
    const overrides = await hookOverrides(world, session, usableTemplate(world, templateName), certificateId, sent)
    // What happened while the hook was thinking counts.
    findCertificate(world, certificateId)
    const record = usableTemplate(world, templateName)
    const template = parseProvisioningTemplate(findVersion(record, record.defaultVersionId).body, 'fleet')
    const parameters = { ...sent, ...overrides }
    const device = { certificateId, claim: { certificateId: claimCertificateId }, parameters }
    const deviceConfiguration = evaluateDeviceConfiguration(template, { ...device, account: world.account })
    const plan = provisionDevice(world, subject, template, device)
    ownership.spend()
    const thingName = thingNameOf(plan)
    return { deviceConfiguration, ...(thingName === undefined ? {} : { thingName }) }
  } catch (error) {
    ownership.release()
    reportFailure(world, subject, error)
    throw error
  }
}

const usableTemplate = (world: World, name: string): ProvisioningTemplateRecord => {
  const record = findTemplate(world, name)
  if (record.type !== 'FLEET_PROVISIONING') {
    throw invalidRequest(`provisioning template ${quote(name)} is of type ${record.type}`)
  }
  if (!record.enabled) throw invalidRequest(`provisioning template ${quote(name)} is not enabled`)
  return record
}

const hookOverrides = async (
  world: World,
  { clientId, certificate }: Session,
  { name, hook }: ProvisioningTemplateRecord,
  certificateId: string,
  parameters: Parameters,
): Promise<Parameters> => {
  if (hook === undefined) return {}
  return askHook(world, hook.targetArn, {
    claimCertificateId: certificate.id,
    certificateId,
    certificatePem: findCertificate(world, certificateId).certificate.pem,
    templateArn: arnOf(world.account, 'provisioningtemplate', name),
    clientId,
    parameters,
  })
}
