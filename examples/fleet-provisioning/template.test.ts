import { readFileSync } from 'node:fs'
import { tokenExchangeRole } from '@thingplan/aws-adapter/greengrass'
import { provisioningIamPolicy, provisioningRole } from '@thingplan/aws-adapter/provisioning'
import {
  lintProvisioningTemplate,
  type ProvisioningTemplate,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'
import { fleetProvisioningClaim } from '@thingplan/templates'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { account, coreTemplate, sensorTemplate } from './template.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Globals, Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })

const where = { partition: '${AWS::Partition}', region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const

/** What `Fn::Sub` makes of a text in this account. */
const substitute = (text: string): string =>
  text
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', account.region)
    .replaceAll('${AWS::AccountId}', account.id)
    .replaceAll('${!', '${')

describe.each<[string, string, ProvisioningTemplate]>([
  ['Sensor', 'sensors', sensorTemplate],
  ['Core', 'cores', coreTemplate],
])('the SAM template: %s', (prefix, templateName, template) => {
  it('holds the provisioning template', () => {
    const { TemplateName, TemplateType, TemplateBody } = Resources[`${prefix}Template`].Properties
    expect([TemplateName, TemplateType]).toEqual([templateName, 'FLEET_PROVISIONING'])
    expect(JSON.parse(substitute(TemplateBody))).toEqual(JSON.parse(provisioningTemplateBody(template)))
  })

  it('lets AWS IoT do what the template needs, and nothing else', () => {
    const { trust, permissions } = provisioningRole({ template, ...where })
    const { AssumeRolePolicyDocument, Policies } = Resources[`${prefix}ProvisioningRole`].Properties
    expect(AssumeRolePolicyDocument).toEqual(trust)
    expect(Policies).toEqual([{ PolicyName: `provision-${templateName}`, PolicyDocument: permissions }])
  })

  it('has a hook that AWS IoT may invoke for this template, and that may look things up', () => {
    const { PreProvisioningHook } = Resources[`${prefix}Template`].Properties
    expect(PreProvisioningHook).toEqual({ PayloadVersion: '2020-04-01', TargetArn: `${prefix}Hook.Arn` })
    const { SourceArn, Principal } = Resources[`${prefix}HookPermission`].Properties
    expect(Principal).toBe('iot.amazonaws.com')
    const variable = `${prefix.toUpperCase()}_TEMPLATE_ARN`
    expect(SourceArn).toBe(Globals.Function.Environment.Variables[variable])
    expect(SourceArn.endsWith(`/${templateName}`)).toBe(true)
    const uses = [{ kind: 'pre-provisioning-hook' }] as const
    expect(Resources[`${prefix}Hook`].Properties.Policies).toEqual([provisioningIamPolicy({ ...where, uses })])
  })

  it('declares nothing that lint calls an error', () => {
    expect(lintProvisioningTemplate(template).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('the SAM template', () => {
  it('gives the claim its policy, and nothing else', () => {
    const { name, document } = fleetProvisioningClaim({ templateName: 'sensors' })
    const filled = JSON.stringify(document)
      .replaceAll('<%= account.partition %>', where.partition)
      .replaceAll('<%= account.region %>', where.region)
      .replaceAll('<%= account.id %>', where.accountId)
    const { PolicyName, PolicyDocument } = Resources.SensorClaimPolicy.Properties
    expect(PolicyName).toBe(name)
    expect(PolicyDocument).toEqual(JSON.parse(filled))
  })

  it('has the group and the role alias that cores need', () => {
    const { RoleAlias } = Resources.CoreRoleAlias.Properties
    expect(provisioningTemplateBody(coreTemplate)).toContain(`rolealias/${RoleAlias}"`)
    expect(provisioningTemplateBody(coreTemplate)).toContain(`"${Resources.CoreGroup.Properties.ThingGroupName}"`)
    const { trust, permissions } = tokenExchangeRole(where)
    const { AssumeRolePolicyDocument, Policies } = Resources.TokenExchangeRole.Properties
    expect(AssumeRolePolicyDocument).toEqual(trust)
    expect(Policies).toEqual([{ PolicyName: 'greengrass-nucleus', PolicyDocument: permissions }])
  })

  it('runs on a runtime that Lambda supports, no longer than AWS IoT waits', () => {
    expect(Globals.Function).toMatchObject({ Runtime: 'nodejs24.x', Timeout: 5 })
  })
})
