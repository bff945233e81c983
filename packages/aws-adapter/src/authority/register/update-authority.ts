import {
  type RegistrationConfig,
  UpdateCACertificateCommand,
  type UpdateCACertificateRequest,
} from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
import { isSameTemplate } from '../../provisioning/template/same-template.js'
import { AuthorityError } from '../authority-error.js'
import { callAuthority } from './call-authority.js'
import type { AuthorityState } from './describe-authority.js'
import type { AuthorityChange, RegisteredAuthority } from './registered-authority.js'
import type { AuthorityRegistrationCalls } from './registration-calls.js'
import { tagAuthority } from './tag-authority.js'
import type { WantedAuthority } from './wanted-authority.js'

/** One difference, and the part of the request that removes it. */
interface Difference {
  readonly change: AuthorityChange
  readonly update: Omit<UpdateCACertificateRequest, 'certificateId'>
}

/** AWS IoT may answer with an empty config where there is none. */
const isConfigured = (config: RegistrationConfig | undefined): config is RegistrationConfig =>
  config?.templateName !== undefined || config?.templateBody !== undefined

const textOf = (config: RegistrationConfig | 'none' | undefined): string => {
  if (config === 'none' || !isConfigured(config)) return 'none'
  return config.templateName === undefined ? 'an inline template' : `the template ${quote(config.templateName)}`
}

const isSameProvisioning = (wanted: RegistrationConfig | 'none', existing: RegistrationConfig | undefined): boolean => {
  if (wanted === 'none' || !isConfigured(existing)) return wanted === 'none' && !isConfigured(existing)
  const { templateName, templateBody = '', roleArn } = wanted
  if (templateName !== undefined) return templateName === existing.templateName
  const template = parseProvisioningTemplate(templateBody, 'jitp')
  return roleArn === existing.roleArn && isSameTemplate(existing.templateBody ?? '', template)
}

const statusOf = (active: boolean): 'ACTIVE' | 'INACTIVE' => (active ? 'ACTIVE' : 'INACTIVE')
const autoRegistrationOf = (enabled: boolean): 'ENABLE' | 'DISABLE' => (enabled ? 'ENABLE' : 'DISABLE')

/** A template does nothing without auto-registration, so that one that is asked for brings it along. */
const targetOf = ({ active, autoRegistration, provisioning }: WantedAuthority, existing: AuthorityState) => ({
  active: active ?? existing.active,
  autoRegistration: autoRegistration ?? (typeof provisioning === 'object' || existing.autoRegistration),
})

function* differences(wanted: WantedAuthority, existing: AuthorityState): Generator<Difference, void, undefined> {
  const { active, autoRegistration } = targetOf(wanted, existing)
  const newAutoRegistrationStatus = autoRegistrationOf(autoRegistration)
  const { provisioning } = wanted
  if (provisioning !== undefined && !isSameProvisioning(provisioning, existing.provisioning)) {
    yield {
      change: { field: 'provisioning', from: textOf(existing.provisioning), to: textOf(provisioning) },
      // Said together with either, since what the one means for the other is told differently in different places.
      update: {
        newAutoRegistrationStatus,
        ...(provisioning === 'none' ? { removeAutoRegistration: true } : { registrationConfig: provisioning }),
      },
    }
  }
  if (autoRegistration !== existing.autoRegistration) {
    const from = autoRegistrationOf(existing.autoRegistration)
    yield {
      change: { field: 'autoRegistration', from, to: newAutoRegistrationStatus },
      update: { newAutoRegistrationStatus },
    }
  }
  if (active !== existing.active) {
    const newStatus = statusOf(active)
    yield { change: { field: 'status', from: statusOf(existing.active), to: newStatus }, update: { newStatus } }
  }
}

const checkMode = ({ mode }: WantedAuthority, { caCertificateId, mode: existing }: AuthorityState): void => {
  if (mode === undefined || mode === existing) return
  throw new AuthorityError('authority-mode', `the CA is registered in mode ${existing}, and no call changes it`, {
    field: 'mode',
    value: caCertificateId,
    remedy: `leave it in mode ${existing}; or retire and delete it, and register it anew`,
  })
}

/**
 * Makes a registered CA what it is to be, where it differs. Tags come first: a CA that is made active has its verifier by then.
 *
 * @throws {AuthorityError} `authority-mode`, `authority-throttled`
 * @throws {CallError}
 */
export const updateAuthority = async (
  client: AuthorityRegistrationCalls,
  wanted: WantedAuthority,
  existing: AuthorityState,
): Promise<RegisteredAuthority> => {
  checkMode(wanted, existing)
  const found = [...differences(wanted, existing)]
  const { caCertificateId, caCertificateArn, mode } = existing
  const tagged = await tagAuthority(client, existing, wanted.tags)
  if (found.length > 0) {
    const request: UpdateCACertificateRequest = { certificateId: caCertificateId }
    for (const { update } of found) Object.assign(request, update)
    const command = new UpdateCACertificateCommand(request)
    await callAuthority('UpdateCACertificate', caCertificateId, () => client.send(command))
  }
  const changes = [...tagged, ...found.map(({ change }) => change)]
  const outcome = changes.length === 0 ? 'unchanged' : 'updated'
  return { outcome, caCertificateId, caCertificateArn, mode, ...targetOf(wanted, existing), changes }
}
