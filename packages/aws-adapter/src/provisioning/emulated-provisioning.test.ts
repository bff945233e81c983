import {
  DescribeCACertificateCommand,
  DescribeCertificateCommand,
  DescribeProvisioningTemplateCommand,
  DescribeThingCommand,
  ListAttachedPoliciesCommand,
} from '@aws-sdk/client-iot'
import { execute } from '@thingplan/core'
import {
  type ProvisioningTemplate,
  parseProvisioningTemplate,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'
import { planFixture } from '@thingplan/core/testing'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { account, emulateAccount } from '../fixtures/emulated-account.js'
import { fleetTemplate, jitpTemplate } from '../fixtures/provisioning-templates.js'
import { attachTemplate } from './ca/attach-template.js'
import { detachTemplate } from './ca/detach-template.js'
import { createClaim } from './claim/create-claim.js'
import { createProvisioningClaim } from './claim/create-provisioning-claim.js'
import { createRegisterThingDriver } from './register-thing/create-register-thing-driver.js'
import { deployProvisioningTemplate } from './template/deploy-provisioning-template.js'

const provisioningRoleArn = 'arn:aws:iam::123456789012:role/provisioning'
const templateName = 'sensors'

const withPolicy = (policy: string): ProvisioningTemplate =>
  parseProvisioningTemplate(provisioningTemplateBody(fleetTemplate).replace('sensor-policy', policy), 'fleet')

describe('provisioning templates in an emulated account', () => {
  it('are deployed again and again', async () => {
    const { client } = (await emulateAccount()).emulator
    const outcomes: string[] = []
    for (const policy of ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'g']) {
      const template = withPolicy(policy)
      const deployed = await deployProvisioningTemplate({ client, template, templateName, provisioningRoleArn })
      outcomes.push(deployed.outcome)
      const described = await client.send(new DescribeProvisioningTemplateCommand({ templateName }))
      expect(described.templateBody).toBe(provisioningTemplateBody(template))
      expect(described.defaultVersionId).toBe(deployed.versionId)
    }
    expect(outcomes).toEqual(['created', 'unchanged', ...Array.from({ length: 6 }, () => 'updated'), 'unchanged'])
  })

  it('are given to a CA and taken away, and the CA goes on registering by itself', async () => {
    const { emulator, caCertificateId } = await emulateAccount()
    const { client } = emulator
    const look = async (): Promise<unknown> => {
      const command = new DescribeCACertificateCommand({ certificateId: caCertificateId })
      const { certificateDescription, registrationConfig } = await client.send(command)
      return [certificateDescription?.autoRegistrationStatus, registrationConfig?.templateName]
    }
    await deployProvisioningTemplate({ client, template: jitpTemplate, templateName, provisioningRoleArn })
    await attachTemplate({ client, caCertificateId, templateName })
    await expect(look()).resolves.toEqual(['ENABLE', templateName])
    await detachTemplate({ client, caCertificateId })
    await expect(look()).resolves.toEqual(['ENABLE', undefined])
  })

  it('have claims', async () => {
    const { client } = (await emulateAccount()).emulator
    await deployProvisioningTemplate({ client, template: fleetTemplate, templateName, provisioningRoleArn })
    const { pem } = await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: 'line 4' } })
    const options = { client, account, templateName, certificateSigningRequest: pem }
    const claims = [await createClaim(options), await createClaim(options)]
    for (const { certificateId, certificateArn, policyName } of claims) {
      const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
      expect(certificateDescription?.status).toBe('ACTIVE')
      const { policies } = await client.send(new ListAttachedPoliciesCommand({ target: certificateArn }))
      expect(policies?.map((policy) => policy.policyName)).toEqual([policyName])
    }
    const { privateKey } = await createProvisioningClaim({ client, templateName })
    expect(privateKey.reveal()).toContain('PRIVATE KEY')
  })
})

describe('createRegisterThingDriver in an emulated account', () => {
  it('registers a device from nothing, and again', async () => {
    const { emulator, issue, knock } = await emulateAccount()
    const { client } = emulator
    const certificate = await issue({ CN: 'device-1' })
    await knock(certificate)
    const plan = planFixture({ certificateId: certificate.id, thingGroupName: 'plant', account })
    for (const _turn of ['first', 'again']) {
      const execution = await execute(plan, createRegisterThingDriver({ client, ownership: 'describe' }))
      expect(execution).toMatchObject({ status: 'completed' })
    }
    const thing = await client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(thing).toMatchObject({
      thingTypeName: 'sensor',
      attributes: { serial_number: '1', certificateId: certificate.id },
    })
    const described = await client.send(new DescribeCertificateCommand({ certificateId: certificate.id }))
    expect(described.certificateDescription?.status).toBe('ACTIVE')
  })

  it('never gives the thing to a second certificate', async () => {
    const { emulator, issue, knock } = await emulateAccount()
    const { client } = emulator
    const driver = createRegisterThingDriver({ client, ownership: 'describe' })
    const [first, second] = [await issue({ CN: 'device-1' }), await issue({ CN: 'device-2' })]
    await knock(first)
    await knock(second)
    const planFor = ({ id }: typeof first): ReturnType<typeof planFixture> =>
      planFixture({ certificateId: id, account })
    const executions = await Promise.all([execute(planFor(first), driver), execute(planFor(second), driver)])
    const completed = executions.filter(({ status }) => status === 'completed')
    expect(completed).toHaveLength(1)
    const { attributes } = await client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(attributes?.['certificateId']).toBe(completed[0]?.certificateId)
    const loser = executions.find(({ status }) => status !== 'completed')
    const again = await execute(planFor(loser?.certificateId === first.id ? first : second), driver)
    expect(again.steps.find(({ failure }) => failure)?.failure?.code).toBe('thing-owned-by-another')
  })
})
