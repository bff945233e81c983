import {
  DeleteProvisioningTemplateVersionCommand,
  ListProvisioningTemplateVersionsCommand,
  type ProvisioningTemplateVersionSummary,
} from '@aws-sdk/client-iot'
import { callAws, callUnless } from '../../error/call-aws.js'
import type { Deployment } from './deploy-options.js'

/** AWS IoT keeps this many versions of a template; the number is from secondary sources. */
const mostVersions = 5

const listVersions = async ({
  client,
  templateName,
}: Deployment): Promise<readonly ProvisioningTemplateVersionSummary[]> => {
  const versions: ProvisioningTemplateVersionSummary[] = []
  let nextToken: string | undefined
  do {
    const command = new ListProvisioningTemplateVersionsCommand({
      templateName,
      ...(nextToken === undefined ? {} : { nextToken }),
    })
    const subject = { field: 'templateName', value: templateName }
    const listed = await callAws('ListProvisioningTemplateVersions', subject, () => client.send(command))
    versions.push(...(listed.versions ?? []))
    nextToken = listed.nextToken
  } while (nextToken !== undefined)
  return versions
}

/**
 * Deletes the oldest versions, but never the one in force, until there is room for one more.
 *
 * @param keep - how many versions may stay
 * @returns ids of the deleted versions
 * @throws {CallError}
 */
export const makeRoom = async (deployment: Deployment, keep: number = mostVersions - 1): Promise<readonly number[]> => {
  const { client, templateName } = deployment
  const versions = await listVersions(deployment)
  const spare = versions
    .flatMap(({ versionId, isDefaultVersion }) => (versionId === undefined || isDefaultVersion ? [] : [versionId]))
    .sort((left, right) => left - right)
  const old = spare.slice(0, Math.max(0, versions.length - keep))
  for (const versionId of old) {
    const command = new DeleteProvisioningTemplateVersionCommand({ templateName, versionId })
    const subject = { field: 'versionId', value: String(versionId) }
    await callUnless('ResourceNotFoundException', 'DeleteProvisioningTemplateVersion', subject, () =>
      client.send(command),
    )
  }
  return old
}
