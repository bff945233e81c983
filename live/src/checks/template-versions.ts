import { CreateProvisioningTemplateCommand, CreateProvisioningTemplateVersionCommand } from '@aws-sdk/client-iot'
import type { Check } from '../check/check.js'

const bodyOf = (version: number): string =>
  JSON.stringify({
    Parameters: { 'AWS::IoT::Certificate::Id': { Type: 'String' } },
    Resources: {
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' }, Status: 'ACTIVE' },
      },
      thing: { Type: 'AWS::IoT::Thing', Properties: { ThingName: `never-used-${version}` } },
    },
  })

export const templateVersions: Check = {
  id: 'FLEET-01',
  page: 'AWS IoT API Reference, "CreateProvisioningTemplateVersion"',
  fact: 'a provisioning template has at most five versions',
  reading: 'five: the oldest that is not the default makes room for a sixth',
  calls: ['CreateProvisioningTemplate', 'CreateProvisioningTemplateVersion'],
  needsRole: true,
  observe: async (bench) => {
    const templateName = bench.name('t')
    await bench.note({ kind: 'template', name: templateName })
    const provisioningRoleArn = bench.roleArn ?? ''
    await bench.client.send(
      new CreateProvisioningTemplateCommand({ templateName, provisioningRoleArn, templateBody: bodyOf(1) }),
    )
    for (let version = 2; version <= 10; version += 1) {
      const command = new CreateProvisioningTemplateVersionCommand({ templateName, templateBody: bodyOf(version) })
      const answer = await bench.answerTo(() => bench.client.send(command))
      if (answer !== 'accepted') return { observed: `version ${version}: ${answer}`, asRead: version === 6 }
    }
    return { observed: 'ten versions', asRead: false }
  },
}
