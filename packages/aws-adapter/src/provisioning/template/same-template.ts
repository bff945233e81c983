import {
  type ProvisioningTemplate,
  parseProvisioningTemplate,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'

/** Whether a body says the same: spelt otherwise it may be, and a body that cannot be read says something else. */
export const isSameTemplate = (body: string, template: ProvisioningTemplate): boolean => {
  const wanted = provisioningTemplateBody(template)
  if (body === wanted) return true
  try {
    return provisioningTemplateBody(parseProvisioningTemplate(body, template.kind)) === wanted
  } catch {
    return false
  }
}
