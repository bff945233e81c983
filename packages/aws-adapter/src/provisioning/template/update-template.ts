import {
  CreateProvisioningTemplateVersionCommand,
  type DescribeProvisioningTemplateResponse,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { callAws, callUnless } from '../../error/call-aws.js'
import type { Deployment } from './deploy-options.js'
import { makeRoom } from './make-room.js'
import { isSameTemplate } from './same-template.js'
import { whileRolePropagates } from './while-role-propagates.js'

type Existing = DescribeProvisioningTemplateResponse

export interface TemplateUpdate {
  readonly bodyChanged: boolean
  readonly settingsChanged: boolean
  readonly versionId: number | undefined
  readonly deletedVersionIds: readonly number[]
}

const createVersion = ({ client, template, templateName }: Deployment): Promise<{ versionId?: number | undefined }> =>
  client.send(
    new CreateProvisioningTemplateVersionCommand({
      templateName,
      templateBody: provisioningTemplateBody(template),
      setAsDefault: true,
    }),
  )

const updateBody = async (deployment: Deployment): Promise<Pick<TemplateUpdate, 'versionId' | 'deletedVersionIds'>> => {
  const operation = 'CreateProvisioningTemplateVersion'
  const subject = { field: 'templateName', value: deployment.templateName }
  const deleted = await makeRoom(deployment)
  const send = (): Promise<{ versionId?: number | undefined }> => createVersion(deployment)
  const created = await callUnless('VersionsLimitExceededException', operation, subject, send)
  if (created !== undefined) return { versionId: created.versionId, deletedVersionIds: deleted }
  // Another deployment took the room, or the account keeps fewer versions: only the one in force has to stay.
  const more = await makeRoom(deployment, 1)
  const { versionId } = await callAws(operation, subject, send)
  return { versionId, deletedVersionIds: [...deleted, ...more] }
}

type Settings = Omit<ConstructorParameters<typeof UpdateProvisioningTemplateCommand>[0], 'templateName'>

/** The settings that differ. */
const settingsToChange = (
  { provisioningRoleArn, description, enabled, hook }: Deployment,
  existing: Existing,
): Settings => {
  const there = existing.preProvisioningHook
  const isHookSame = there?.targetArn === hook?.targetArn && there?.payloadVersion === hook?.payloadVersion
  return {
    ...(existing.provisioningRoleArn === provisioningRoleArn ? {} : { provisioningRoleArn }),
    ...(description === undefined || (existing.description ?? '') === description ? {} : { description }),
    ...((existing.enabled ?? false) === enabled ? {} : { enabled }),
    ...(hook === undefined || isHookSame ? {} : { preProvisioningHook: hook }),
    ...(hook === undefined && there !== undefined ? { removePreProvisioningHook: true } : {}),
  }
}

const updateSettings = async (deployment: Deployment, settings: Settings): Promise<void> => {
  const { client, templateName } = deployment
  const subject = { field: 'templateName', value: templateName }
  const command = new UpdateProvisioningTemplateCommand({ templateName, ...settings })
  await whileRolePropagates(deployment, () =>
    callAws('UpdateProvisioningTemplate', subject, () => client.send(command)),
  )
}

/** Whether settings make provisioning stricter: then they come before the new body, else after it. */
const isStricter = ({ preProvisioningHook, enabled }: Settings): boolean =>
  preProvisioningHook !== undefined || enabled === false

/** Changes what differs of a template that exists; never is a body in force without the hook that goes with it. */
export const updateTemplate = async (deployment: Deployment, existing: Existing): Promise<TemplateUpdate> => {
  const settings = settingsToChange(deployment, existing)
  const settingsChanged = Object.keys(settings).length > 0
  const bodyChanged = !isSameTemplate(existing.templateBody ?? '', deployment.template)
  const settingsFirst = isStricter(settings)
  if (settingsChanged && settingsFirst) await updateSettings(deployment, settings)
  const update = bodyChanged
    ? await updateBody(deployment)
    : { versionId: existing.defaultVersionId, deletedVersionIds: [] }
  if (settingsChanged && !settingsFirst) await updateSettings(deployment, settings)
  return { bodyChanged, settingsChanged, ...update }
}
