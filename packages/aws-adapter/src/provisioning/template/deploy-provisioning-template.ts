import { CreateProvisioningTemplateCommand, DescribeProvisioningTemplateCommand } from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { AdapterError } from '../../error/adapter-error.js'
import { callAws, callUnless } from '../../error/call-aws.js'
import { type Deployment, type DeployProvisioningTemplateOptions, readDeployment } from './deploy-options.js'
import { updateTemplate } from './update-template.js'
import { whileRolePropagates } from './while-role-propagates.js'

export interface DeployedTemplate {
  /** `updated`: the body, or a setting, or both. */
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly templateArn: string
  /** The version in force. */
  readonly versionId: number
  /** Versions that made room for it. */
  readonly deletedVersionIds: readonly number[]
}

const answered = <Value>(value: Value | undefined, operation: string, field: string): Value => {
  if (value !== undefined) return value
  throw new AdapterError('answer-malformed', `${operation} answered without \`${field}\``, { field })
}

const create = async (deployment: Deployment): Promise<DeployedTemplate | undefined> => {
  const { client, template, type, templateName, provisioningRoleArn, description, enabled, hook } = deployment
  const command = new CreateProvisioningTemplateCommand({
    templateName,
    type,
    templateBody: provisioningTemplateBody(template),
    enabled,
    provisioningRoleArn,
    ...(description === undefined ? {} : { description }),
    ...(hook === undefined ? {} : { preProvisioningHook: hook }),
  })
  const operation = 'CreateProvisioningTemplate'
  const remedy = 'read what AWS says; if the role is new, try again, else look at what it trusts'
  const created = await whileRolePropagates(deployment, () =>
    callUnless(
      'ResourceAlreadyExistsException',
      operation,
      { field: 'templateName', value: templateName, remedy },
      () => client.send(command),
    ),
  )
  if (created === undefined) return undefined
  return {
    outcome: 'created',
    templateArn: answered(created.templateArn, operation, 'templateArn'),
    versionId: answered(created.defaultVersionId, operation, 'defaultVersionId'),
    deletedVersionIds: [],
  }
}

/**
 * Makes a provisioning template what it is to be: creates it, or puts a new version in force where its body differs, and
 * changes the settings that differ.
 *
 * It converges: run twice, or by two pipelines at once, it ends in the same state, and where nothing differs nothing is
 * changed. A name is tried first and looked at only where it exists, since no call takes an idempotency token. At most five
 * versions are kept; the oldest that is not in force makes room, and the version in force until now stays, for the way back.
 * A hook is in place before the body that needs it, and goes after the body that needed it.
 *
 * @param options - `client`, `template`, `templateName` and `provisioningRoleArn` are required
 * @throws {AdapterError} `adapter-option`, also for a name that belongs to a template of the other type, which cannot be changed;
 *   `answer-malformed`
 * @throws {CallError} where AWS does not carry out a call; `call-refused` also for a role that AWS IoT still cannot assume after
 *   `roleAttempts`
 * @see AWS IoT API Reference, "CreateProvisioningTemplate" and "CreateProvisioningTemplateVersion"
 *
 * @example
 * ```ts
 * import { deployProvisioningTemplate } from '@thingplan/aws-adapter/provisioning'
 * import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const id = 'AWS::IoT::Certificate::Id'
 * const certificate = { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: id } } }
 * const template = parseProvisioningTemplate({ Parameters: { [id]: { Type: 'String' } }, Resources: { certificate } }, 'jitp')
 * // In place of an `IoTClient`.
 * const templateArn = 'arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors'
 * const client = { send: async () => ({ templateArn, defaultVersionId: 1, versions: [] }) }
 *
 * const deployed = await deployProvisioningTemplate({
 *   client,
 *   template,
 *   templateName: 'sensors',
 *   provisioningRoleArn: 'arn:aws:iam::123456789012:role/provisioning',
 * })
 * deployed.outcome // => 'created'
 * ```
 */
export const deployProvisioningTemplate = async (
  options: DeployProvisioningTemplateOptions,
): Promise<DeployedTemplate> => {
  const deployment = readDeployment(options)
  const created = await create(deployment)
  if (created !== undefined) return created

  const { client, templateName, type } = deployment
  const subject = { field: 'templateName', value: templateName }
  const operation = 'DescribeProvisioningTemplate'
  const existing = await callAws(operation, subject, () =>
    client.send(new DescribeProvisioningTemplateCommand({ templateName })),
  )
  const existingType = existing.type ?? 'FLEET_PROVISIONING'
  if (existingType !== type) {
    throw new AdapterError('adapter-option', `the template exists with type ${existingType}, which cannot change`, {
      ...subject,
      remedy: 'give the new template another name, or delete the old one',
    })
  }
  const { bodyChanged, settingsChanged, versionId, deletedVersionIds } = await updateTemplate(deployment, existing)
  return {
    outcome: bodyChanged || settingsChanged ? 'updated' : 'unchanged',
    templateArn: answered(existing.templateArn, operation, 'templateArn'),
    versionId: answered(versionId, operation, 'defaultVersionId'),
    deletedVersionIds,
  }
}
