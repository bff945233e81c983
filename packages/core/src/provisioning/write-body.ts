import { functionOf } from './parse/template-call.js'
import type {
  ProvisioningTemplate,
  ProvisioningTemplateBody,
  ProvisioningTemplateKind,
  TemplateResource,
} from './provisioning-template.js'
import { templateKinds } from './template-kind.js'

/** A document that is encoded is copied as it is, so one with functions has to stay an object. */
const holdsFunction = (part: unknown): boolean =>
  functionOf(part) !== undefined ||
  (typeof part === 'object' && part !== null && Object.values(part).some(holdsFunction))

const encodePolicy = (resource: TemplateResource): unknown => {
  if (resource.Type !== 'AWS::IoT::Policy' || !('PolicyDocument' in resource.Properties)) return resource
  const { PolicyDocument: document } = resource.Properties
  return holdsFunction(document) ? resource : { ...resource, Properties: { PolicyDocument: JSON.stringify(document) } }
}

/** The text of a body; policy documents in it are encoded once more where AWS's examples do so. */
export const writeBody = (kind: ProvisioningTemplateKind, body: ProvisioningTemplateBody): string => {
  if (!templateKinds[kind].encodesPolicies) return JSON.stringify(body)
  const resources = Object.entries(body.Resources).map(([name, resource]) => [name, encodePolicy(resource)])
  return JSON.stringify({ ...body, Resources: Object.fromEntries(resources) })
}

/**
 * The text of a template, as `templateBody` takes it.
 *
 * The same template gives the same text, and reading that text gives the same template.
 *
 * @returns JSON without white space, at most 10,240 characters.
 * @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreateProvisioningTemplate.html
 *
 * @example
 * ```ts
 * import { parseProvisioningTemplate, provisioningTemplateBody } from '@thingplan/core/provisioning'
 *
 * const text =
 *   '{"Resources":{"certificate":{"Type":"AWS::IoT::Certificate","Properties":{"CertificateId":{"Ref":"AWS::IoT::Certificate::Id"}}}}}'
 * provisioningTemplateBody(parseProvisioningTemplate(text, 'fleet')) === text // => true
 * ```
 */
export const provisioningTemplateBody = ({ kind, body }: ProvisioningTemplate): string => writeBody(kind, body)
