import type { RegistrationConfig } from '@aws-sdk/client-iot'
import { type ProvisioningTemplate, provisioningTemplateBody } from '@thingplan/core/provisioning'
import { roleArnText, templateNameText, textOption } from '../../options/text-option.js'
import { requireTemplate } from '../template/require-template.js'

/** By name: versions of the template can change without touching the CA. */
export interface NamedCaTemplate {
  /** A template of type JITP, as `deployProvisioningTemplate` deploys it. */
  readonly templateName: string
}

/** Inline: the CA holds the body itself. */
export interface InlineCaTemplate {
  /** Of kind `jitp`. */
  readonly template: ProvisioningTemplate
  /** ARN of the role that AWS IoT provisions with; see `provisioningRole`. */
  readonly roleArn: string
}

export type CaTemplate = NamedCaTemplate | InlineCaTemplate

/**
 * What AWS IoT keeps with the CA.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const registrationConfigOf = (options: CaTemplate): RegistrationConfig => {
  if (!('template' in options)) {
    return { templateName: textOption('templateName', options.templateName, templateNameText) }
  }
  const template = requireTemplate(options.template, ['jitp'])
  const roleArn = textOption('roleArn', options.roleArn, roleArnText)
  return { templateBody: provisioningTemplateBody(template), roleArn }
}
