import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { AdapterError } from '../../error/adapter-error.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { roleArnText, templateNameText, textOption } from '../../options/text-option.js'
import type { TemplateCalls } from '../provisioning-calls.js'
import { requireTemplate } from './require-template.js'

/** The function that AWS IoT asks before it provisions a device, as CreateProvisioningTemplate takes it. */
export interface PreProvisioningHookTarget {
  /** ARN of the function, with its version or alias where there is one. */
  readonly targetArn: string
  /** Default `2020-04-01`, the only one that is known. */
  readonly payloadVersion?: string
}

export interface DeployProvisioningTemplateOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: TemplateCalls
  /** Of kind `jitp` or `fleet`; one for bulk registration is not deployed but sent along with each task. */
  readonly template: ProvisioningTemplate
  /** 1 to 36 of `0-9A-Za-z_-`. */
  readonly templateName: string
  /** ARN of the role that AWS IoT provisions with; see `provisioningRole`. */
  readonly provisioningRoleArn: string
  /** At most 500 characters. Default: none; that of a template that exists stays. */
  readonly description?: string
  /** Whether devices can be provisioned with it. Default true; AWS's own default is false. */
  readonly enabled?: boolean
  /** For fleet provisioning only. Default: none; that of a template that exists is taken away. */
  readonly preProvisioningHook?: PreProvisioningHookTarget
  /**
   * How often a call is tried that AWS answers with InvalidRequestException: that is what it says of a role that was created
   * moments ago. 1 to 10. Default 5.
   */
  readonly roleAttempts?: number
  /** Milliseconds until the second attempt, doubled for each further one: 0 to 10000. Default 1000. */
  readonly roleDelayMs?: number
  /** Waits for milliseconds. Default: a timer. */
  readonly sleep?: (milliseconds: number) => Promise<void>
}

const known: readonly (keyof DeployProvisioningTemplateOptions)[] = [
  'client',
  'template',
  'templateName',
  'provisioningRoleArn',
  'description',
  'enabled',
  'preProvisioningHook',
  'roleAttempts',
  'roleDelayMs',
  'sleep',
]

/** What is to be, with every default in place. */
export interface Deployment {
  readonly client: TemplateCalls
  readonly template: ProvisioningTemplate
  readonly type: 'JITP' | 'FLEET_PROVISIONING'
  readonly templateName: string
  readonly provisioningRoleArn: string
  readonly description: string | undefined
  readonly enabled: boolean
  readonly hook: Required<PreProvisioningHookTarget> | undefined
  readonly roleAttempts: number
  readonly roleDelayMs: number
  readonly sleep: (milliseconds: number) => Promise<void>
}

const timer = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const hookOf = (
  hook: PreProvisioningHookTarget | undefined,
  type: Deployment['type'],
): Required<PreProvisioningHookTarget> | undefined => {
  if (hook === undefined) return undefined
  refuseUnknownOptions('preProvisioningHook', hook, ['targetArn', 'payloadVersion'])
  if (type === 'JITP') {
    throw new AdapterError('adapter-option', 'a template for JITP has no pre-provisioning hook', {
      field: 'preProvisioningHook',
      remedy: 'leave it out; only fleet provisioning asks one',
    })
  }
  return {
    targetArn: textOption('preProvisioningHook.targetArn', hook.targetArn, {
      pattern: /^(?=.{1,2048}$)arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/,
      wanted: 'the ARN of a Lambda function',
    }),
    payloadVersion: textOption('preProvisioningHook.payloadVersion', hook.payloadVersion ?? '2020-04-01', {
      pattern: /^[0-9-]{10,32}$/,
      wanted: 'a date such as 2020-04-01',
    }),
  }
}

/** @throws {AdapterError} `adapter-option` */
export const readDeployment = (options: DeployProvisioningTemplateOptions): Deployment => {
  refuseUnknownOptions('deployProvisioningTemplate', options, known)
  const { client, sleep = timer, enabled = true, description } = options
  requireClient(client, 'client')
  requireFunction(sleep, 'sleep')
  const template = requireTemplate(options.template, ['jitp', 'fleet'])
  const type = template.kind === 'jitp' ? 'JITP' : 'FLEET_PROVISIONING'
  if (typeof enabled !== 'boolean')
    throw new AdapterError('adapter-option', '`enabled` is not a boolean', { field: 'enabled' })
  return {
    client,
    template,
    type,
    templateName: textOption('templateName', options.templateName, templateNameText),
    provisioningRoleArn: textOption('provisioningRoleArn', options.provisioningRoleArn, roleArnText),
    description:
      description === undefined
        ? undefined
        : textOption('description', description, {
            pattern: /^[^\p{Cc}]{0,500}$/u,
            wanted: 'at most 500 characters, none of them a control character',
          }),
    enabled,
    hook: hookOf(options.preProvisioningHook, type),
    roleAttempts: numberOption('roleAttempts', options.roleAttempts, { fallback: 5, min: 1, max: 10 }),
    roleDelayMs: numberOption('roleDelayMs', options.roleDelayMs, { fallback: 1_000, min: 0, max: 10_000 }),
    sleep,
  }
}
