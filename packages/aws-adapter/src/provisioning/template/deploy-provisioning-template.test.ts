import {
  CreateProvisioningTemplateCommand,
  CreateProvisioningTemplateVersionCommand,
  DescribeProvisioningTemplateCommand,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot'
import {
  type ProvisioningTemplate,
  parseProvisioningTemplate,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { mockAws } from '../../fixtures/mock-aws.js'
import { bulkTemplate, fleetTemplate, jitpTemplate } from '../../fixtures/provisioning-templates.js'
import { templateService } from '../../fixtures/template-service.js'
import type { DeployProvisioningTemplateOptions } from './deploy-options.js'
import { deployProvisioningTemplate } from './deploy-provisioning-template.js'

const provisioningRoleArn = 'arn:aws:iam::123456789012:role/provisioning'
const targetArn = 'arn:aws:lambda:eu-central-1:123456789012:function:hook'

const optionsFor = (
  client: DeployProvisioningTemplateOptions['client'],
  options: Partial<DeployProvisioningTemplateOptions> = {},
): DeployProvisioningTemplateOptions => ({
  client,
  template: fleetTemplate,
  templateName: 'sensors',
  provisioningRoleArn,
  sleep: async () => {},
  ...options,
})

/** The fleet template with another policy: another body. */
const withPolicy = (policy: string): ProvisioningTemplate =>
  parseProvisioningTemplate(provisioningTemplateBody(fleetTemplate).replace('sensor-policy', policy), 'fleet')

describe('deployProvisioningTemplate', () => {
  it('creates a template in one call', async () => {
    const service = templateService()
    await expect(deployProvisioningTemplate(optionsFor(service.client, { template: jitpTemplate }))).resolves.toEqual({
      outcome: 'created',
      templateArn: 'arn:template',
      versionId: 1,
      deletedVersionIds: [],
    })
    expect(service.sent()).toEqual([
      [
        'CreateProvisioningTemplate',
        {
          templateName: 'sensors',
          type: 'JITP',
          templateBody: provisioningTemplateBody(jitpTemplate),
          enabled: true,
          provisioningRoleArn,
        },
      ],
    ])
  })

  it('sends the hook and the description along', async () => {
    const service = templateService()
    const hook = { targetArn }
    await deployProvisioningTemplate(
      optionsFor(service.client, { preProvisioningHook: hook, description: 'sensors of plant 4', enabled: false }),
    )
    expect(service.sent()[0]?.[1]).toMatchObject({
      type: 'FLEET_PROVISIONING',
      enabled: false,
      description: 'sensors of plant 4',
      preProvisioningHook: { targetArn, payloadVersion: '2020-04-01' },
    })
  })

  it('changes nothing the second time', async () => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client))
    await expect(deployProvisioningTemplate(optionsFor(service.client))).resolves.toMatchObject({
      outcome: 'unchanged',
      versionId: 1,
    })
    expect(service.operations()).toEqual([
      'CreateProvisioningTemplate',
      'CreateProvisioningTemplate',
      'DescribeProvisioningTemplate',
    ])
  })

  it('takes a body that is spelt otherwise for the same', async () => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client))
    const spaced = JSON.stringify(JSON.parse(provisioningTemplateBody(fleetTemplate)), undefined, 2)
    service.mock.on(DescribeProvisioningTemplateCommand).resolves({
      templateArn: 'arn:template',
      type: 'FLEET_PROVISIONING',
      templateBody: spaced,
      defaultVersionId: 1,
      enabled: true,
      provisioningRoleArn,
    })
    await expect(deployProvisioningTemplate(optionsFor(service.client))).resolves.toMatchObject({
      outcome: 'unchanged',
    })
  })

  it('puts a new version in force, and keeps the old one for the way back', async () => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client))
    const template = withPolicy('other')
    await expect(deployProvisioningTemplate(optionsFor(service.client, { template }))).resolves.toEqual({
      outcome: 'updated',
      templateArn: 'arn:template',
      versionId: 2,
      deletedVersionIds: [],
    })
    expect(service.body()).toBe(provisioningTemplateBody(template))
    expect(service.versions()).toEqual([1, 2])
  })

  it.each([
    ['five', 5, [4, 5, 6, 7, 8]],
    ['fewer than it thought', 3, [7, 8]],
  ])(
    'deploys again and again where AWS keeps %s versions, and never deletes the one in force',
    async (_, most, left) => {
      const service = templateService(most)
      for (let turn = 1; turn <= 8; turn += 1) {
        const template = withPolicy(`policy-${turn}`)
        await deployProvisioningTemplate(optionsFor(service.client, { template }))
        expect(service.body()).toBe(provisioningTemplateBody(template))
      }
      expect(service.versions().slice(-left.length)).toEqual(left)
      expect(service.versions().length).toBeLessThanOrEqual(most)
    },
  )

  it('keeps the version in force also where it is the oldest, after somebody went back to it', async () => {
    const service = templateService()
    for (const policy of ['a', 'b', 'c', 'd', 'e']) {
      await deployProvisioningTemplate(optionsFor(service.client, { template: withPolicy(policy) }))
    }
    const goBack = { templateName: 'sensors', defaultVersionId: 1 }
    await service.client.send(new UpdateProvisioningTemplateCommand(goBack))
    await expect(
      deployProvisioningTemplate(optionsFor(service.client, { template: withPolicy('f') })),
    ).resolves.toMatchObject({ versionId: 6, deletedVersionIds: [2] })
    expect(service.versions()).toEqual([1, 3, 4, 5, 6])
  })

  it.each<[string, Partial<DeployProvisioningTemplateOptions>, Partial<DeployProvisioningTemplateOptions>, object]>([
    [
      'the role',
      {},
      { provisioningRoleArn: `${provisioningRoleArn}-2` },
      { provisioningRoleArn: `${provisioningRoleArn}-2` },
    ],
    ['the description', {}, { description: 'new' }, { description: 'new' }],
    ['whether it is enabled', {}, { enabled: false }, { enabled: false }],
    [
      'the hook',
      {},
      { preProvisioningHook: { targetArn } },
      { preProvisioningHook: { targetArn, payloadVersion: '2020-04-01' } },
    ],
    ['that there is no hook any more', { preProvisioningHook: { targetArn } }, {}, { removePreProvisioningHook: true }],
  ])('changes %s, and nothing else', async (_, before, after, change) => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client, before))
    await expect(deployProvisioningTemplate(optionsFor(service.client, after))).resolves.toMatchObject({
      outcome: 'updated',
      versionId: 1,
    })
    expect(service.sent().at(-1)).toEqual(['UpdateProvisioningTemplate', { templateName: 'sensors', ...change }])
    await expect(deployProvisioningTemplate(optionsFor(service.client, after))).resolves.toMatchObject({
      outcome: 'unchanged',
    })
  })

  it.each<[string, Partial<DeployProvisioningTemplateOptions>, Partial<DeployProvisioningTemplateOptions>, string[]]>([
    [
      'sets a hook before',
      {},
      { preProvisioningHook: { targetArn } },
      ['UpdateProvisioningTemplate', 'CreateProvisioningTemplateVersion'],
    ],
    [
      'takes a hook away after',
      { preProvisioningHook: { targetArn } },
      {},
      ['CreateProvisioningTemplateVersion', 'UpdateProvisioningTemplate'],
    ],
  ])('%s the body that goes with it', async (_, before, after, order) => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client, before))
    await deployProvisioningTemplate(optionsFor(service.client, { ...after, template: withPolicy('other') }))
    expect(service.operations().filter((operation) => order.includes(operation))).toEqual(order)
  })

  it('waits for a new role, each time twice as long', async () => {
    const service = templateService()
    const waits: number[] = []
    const sleep = async (ms: number): Promise<void> => {
      waits.push(ms)
    }
    service.mock
      .on(CreateProvisioningTemplateCommand)
      .rejectsOnce(awsError('InvalidRequestException'))
      .rejectsOnce(awsError('InvalidRequestException'))
      .resolves({ templateArn: 'arn:template', defaultVersionId: 1 })
    await expect(deployProvisioningTemplate(optionsFor(service.client, { sleep }))).resolves.toMatchObject({
      outcome: 'created',
    })
    expect(waits).toEqual([1_000, 2_000])
  })

  it('gives up on a role that never comes, after the attempts it may make', async () => {
    const aws = mockAws()
    aws.mock
      .on(CreateProvisioningTemplateCommand)
      .rejects(awsError('InvalidRequestException', 'the role cannot be assumed'))
    await expect(deployProvisioningTemplate(optionsFor(aws.client, { roleAttempts: 3 }))).rejects.toMatchObject({
      name: 'CallError',
      code: 'call-refused',
      awsError: 'InvalidRequestException',
      operation: 'CreateProvisioningTemplate',
      field: 'templateName',
      value: 'sensors',
      remedy: expect.stringContaining('trusts'),
    })
    expect(aws.operations()).toHaveLength(3)
  })

  it.each([
    ['ThrottlingException', 'call-retryable', true],
    ['ConflictingResourceUpdateException', 'call-retryable', true],
    ['AccessDeniedException', 'call-denied', false],
    ['LimitExceededException', 'call-quota', false],
    ['SomethingNewException', 'call-unexpected', true],
  ])('tells of %s with its operation, at once', async (name, code, retryable) => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client))
    service.mock.on(CreateProvisioningTemplateVersionCommand).rejects(awsError(name))
    await expect(
      deployProvisioningTemplate(optionsFor(service.client, { template: withPolicy('other') })),
    ).rejects.toMatchObject({ code, retryable, operation: 'CreateProvisioningTemplateVersion' })
    expect(service.operations().filter((operation) => operation === 'CreateProvisioningTemplateVersion')).toHaveLength(
      1,
    )
  })

  it('refuses a name that belongs to a template of the other type', async () => {
    const service = templateService()
    await deployProvisioningTemplate(optionsFor(service.client))
    await expect(
      deployProvisioningTemplate(optionsFor(service.client, { template: jitpTemplate })),
    ).rejects.toMatchObject({ code: 'adapter-option', field: 'templateName' })
    expect(service.operations()).not.toContain('CreateProvisioningTemplateVersion')
  })

  it.each<[string, object, string]>([
    ['a template for bulk registration', { template: bulkTemplate }, 'template'],
    ['what is no template', { template: {} }, 'template'],
    ['a name of 37 characters', { templateName: 'x'.repeat(37) }, 'templateName'],
    ['a role that is none', { provisioningRoleArn: 'arn:aws:iam::123456789012:user/me' }, 'provisioningRoleArn'],
    [
      'a hook of a template for JITP',
      { template: jitpTemplate, preProvisioningHook: { targetArn } },
      'preProvisioningHook',
    ],
    [
      'a hook that is no function',
      { preProvisioningHook: { targetArn: 'arn:aws:s3:::x' } },
      'preProvisioningHook.targetArn',
    ],
    ['a misspelt option', { templatename: 'x' }, 'templatename'],
    ['an endless number of attempts', { roleAttempts: 1e9 }, 'roleAttempts'],
  ])('refuses %s, and calls nobody', async (_, options, field) => {
    const aws = mockAws()
    await expect(deployProvisioningTemplate(optionsFor(aws.client, options))).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
    expect(aws.operations()).toEqual([])
  })
})
