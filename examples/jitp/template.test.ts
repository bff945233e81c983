import { readFileSync } from 'node:fs'
import { provisioningRole } from '@thingplan/aws-adapter/provisioning'
import { defineRegistration } from '@thingplan/core'
import { isolates } from '@thingplan/core/policy'
import {
  lintProvisioningTemplate,
  planProvisioning,
  provisioningTemplateBody,
  toJitpTemplate,
} from '@thingplan/core/provisioning'
import { certificateFixture } from '@thingplan/core/testing'
import { ownTopics } from '@thingplan/templates'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { account, sensors } from './template.js'

const planFor = (subject: Record<string, string>, existing = {}) =>
  planProvisioning(sensors, { account, certificate: certificateFixture({ subject }), existing })

describe('a sensor of the CA', () => {
  it('becomes a thing named by its common name, that keeps the id of its certificate', () => {
    const plan = planFor({ CN: 'sensor-1' })
    expect(plan.steps).toContainEqual(
      expect.objectContaining({
        kind: 'ensure-thing',
        thingName: 'sensor-1',
        attributes: { certificateId: plan.certificateId },
      }),
    )
  })

  it('shares its policy with the second one', () => {
    const [one, other] = ['sensor-1', 'sensor-2'].map((CN) =>
      planFor({ CN }).steps.filter(({ kind }) => kind === 'ensure-policy'),
    )
    expect(one).toHaveLength(1)
    expect(one).toEqual(other)
  })

  it.each([
    ['without a common name', { O: 'Acme' }, {}, 'provisioning-parameter-missing'],
    ['whose common name is no thing name', { CN: 'sensor three' }, {}, 'provisioning-value-refused'],
    ['whose thing exists', { CN: 'sensor-1' }, { thing: { attributes: {} } }, 'provisioning-conflict'],
  ])('stays outside %s', (_, subject, existing, code) => {
    expect(() => planFor(subject, existing)).toThrow(expect.objectContaining({ code }))
  })
})

describe('the template', () => {
  it('is what a registration would become that says the same', () => {
    const registration = defineRegistration({
      name: 'sensors',
      rules: [],
      profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [ownTopics()] }],
    })
    const { Resources } = toJitpTemplate(registration, { account }).body
    expect(sensors.body.Resources).toEqual(Resources)
  })

  it('keeps devices apart', () => {
    const policy = planFor({ CN: 'sensor-1' }).steps.find((step) => step.kind === 'ensure-policy')
    if (policy === undefined) throw new Error('there is no policy')
    const deviceOf = (thingName: string) => ({ account, thing: { name: thingName } })
    expect(isolates([policy.document], deviceOf('sensor-1'), deviceOf('sensor-2')).verdict).toBe('isolated')
  })

  it('meets no field that certificates with a common name lack', () => {
    const problems = lintProvisioningTemplate(sensors, ['O', 'CN'])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })

/** What `Fn::Sub` makes of a text in this account. */
const substitute = (text: string): string =>
  text
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', account.region)
    .replaceAll('${AWS::AccountId}', account.id)
    .replaceAll('${!', '${')

describe('the CloudFormation template', () => {
  it('holds the provisioning template', () => {
    const { TemplateType, TemplateBody } = Resources.SensorTemplate.Properties
    expect(TemplateType).toBe('JITP')
    expect(JSON.parse(substitute(TemplateBody))).toEqual(JSON.parse(provisioningTemplateBody(sensors)))
  })

  it('lets AWS IoT do what the template needs, and nothing else', () => {
    const partition = '${AWS::Partition}'
    const where = { partition, region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const
    const { trust, permissions } = provisioningRole({ template: sensors, ...where })
    const { AssumeRolePolicyDocument, Policies } = Resources.ProvisioningRole.Properties
    expect(AssumeRolePolicyDocument).toEqual(trust)
    expect(Policies).toEqual([{ PolicyName: 'provision-sensors', PolicyDocument: permissions }])
  })

  it('registers the CA with the template', () => {
    expect(Resources.DeviceAuthority.Properties).toMatchObject({
      Status: 'ACTIVE',
      AutoRegistrationStatus: 'ENABLE',
      RegistrationConfig: { TemplateName: 'SensorTemplate' },
    })
  })
})
