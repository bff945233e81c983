import type { RegisterThingResponse } from '@aws-sdk/client-iot'
import type { Certificate, Plan } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { arnOf } from '../../arn.js'
import type { ProvisioningTrigger } from '../../event/provisioning-event.js'
import { certifyRequest } from '../../issuer/certify-request.js'
import { thingNameOf } from '../../provisioning/plan-device.js'
import { type ProvisioningSubject, provisionDevice, reportFailure } from '../../provisioning/provision-device.js'
import { registrationException } from '../../provisioning/provisioning-failure.js'
import { constraints } from '../../request/constraints.js'
import { checkText } from '../../request/input.js'
import type { World } from '../../world.js'
import { insertCertificate } from '../certificate/insert.js'

type Parameters = Readonly<Record<string, string>>

/**
 * Makes what a template says of one device, by RegisterThing or by a line of a registration task.
 *
 * @throws the exception that RegisterThing answers with
 */
export const registerDevice = async (
  world: World,
  trigger: ProvisioningTrigger,
  template: ProvisioningTemplate,
  parameters: Parameters,
): Promise<RegisterThingResponse> => {
  const csr = requestOf(template, parameters)
  const issued = csr === undefined ? undefined : await certifyRequest(world, csr)
  const subject = { trigger, certificateId: issued?.id, templateName: undefined }
  const plan = provision(world, subject, template, parameters, issued)
  return {
    certificatePem: world.registry.certificates.get(plan.certificateId)?.certificate.pem,
    resourceArns: resourceArns(world, template, plan),
  }
}

const provision = (
  world: World,
  subject: ProvisioningSubject,
  template: ProvisioningTemplate,
  parameters: Parameters,
  issued: Certificate | undefined,
): Plan => {
  try {
    if (issued !== undefined) {
      const certificate = issued
      insertCertificate(world, {
        certificate,
        status: 'PENDING_ACTIVATION',
        mode: 'DEFAULT',
        caCertificateId: undefined,
      })
    }
    return provisionDevice(world, subject, template, {
      parameters,
      ...(issued && { certificateId: issued.id }),
    })
  } catch (error) {
    reportFailure(world, subject, error)
    throw registrationException(error)
  }
}

/** The certificate signing request that a template has certified; it is text, or refers to a parameter. */
const requestOf = ({ body }: ProvisioningTemplate, parameters: Parameters): string | undefined => {
  for (const resource of Object.values(body.Resources)) {
    if (resource.Type !== 'AWS::IoT::Certificate') continue
    const { CertificateSigningRequest: csr } = resource.Properties
    if (csr === undefined) continue
    const text = typeof csr === 'object' && 'Ref' in csr ? parameterValue(csr.Ref, body, parameters) : csr
    return checkText('CertificateSigningRequest', text, constraints.certificateSigningRequest)
  }
  return undefined
}

const parameterValue = (
  name: string,
  { Parameters: declared = {} }: ProvisioningTemplate['body'],
  parameters: Parameters,
): string | undefined => (Object.hasOwn(parameters, name) ? parameters[name] : declared[name]?.Default)

/** The ARNs of what was made, by the names that the template has for it. */
const resourceArns = ({ account }: World, { body }: ProvisioningTemplate, plan: Plan): Record<string, string> => {
  const thingName = thingNameOf(plan)
  const policyNames = plan.steps.flatMap((step) => (step.kind === 'attach-policy' ? [step.policyName] : [])).values()
  return Object.fromEntries(
    Object.entries(body.Resources).flatMap(([name, { Type: type }]) => {
      if (type === 'AWS::IoT::Certificate') return [[name, arnOf(account, 'cert', plan.certificateId)]]
      const made = type === 'AWS::IoT::Thing' ? thingName : policyNames.next().value
      return made === undefined ? [] : [[name, arnOf(account, type === 'AWS::IoT::Thing' ? 'thing' : 'policy', made)]]
    }),
  )
}
