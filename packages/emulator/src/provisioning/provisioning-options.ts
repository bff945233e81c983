import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import type { EmulatedFunction } from '../function/invoke-function.js'
import type { RequestSubject } from '../issuer/certificate-issuer.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'

/** What a pre-provisioning hook is asked (Developer Guide, "Pre-provisioning hooks"). */
export interface PreProvisioningHookEvent {
  readonly claimCertificateId: string
  readonly certificateId: string
  readonly certificatePem: string
  readonly templateArn: string
  readonly clientId: string
  /** As the device has sent them. */
  readonly parameters: Readonly<Record<string, string>>
}

/** What a certificate provider is asked (Developer Guide, "Self-managed certificate signing"). */
export interface CertificateProviderEvent {
  readonly certificateSigningRequest: string
  /** The certificate that asks over MQTT; undefined for a call of CreateCertificateFromCsr. */
  readonly principalId?: string
  readonly clientId?: string
}

export interface ProvisioningOptions {
  /** Hooks by the ARN that a template names; a hook that is not here denies. */
  readonly preProvisioningHooks?: Readonly<Record<string, EmulatedFunction<PreProvisioningHookEvent>>>
  /** Functions behind certificate providers, by ARN; one that is not here issues nothing. */
  readonly certificateProviders?: Readonly<Record<string, EmulatedFunction<CertificateProviderEvent>>>
  /**
   * What `AWS::IoT::Certificate::SerialNumber` holds in a JITP template: the serial number of the subject, or that of the
   * certificate. Sources disagree; without it a template that uses the parameter provisions nothing.
   */
  readonly serialNumber?: 'subject' | 'certificate'
  /** What a JITP template gets of a field with several values. AWS does not say. Default `refuse`: nothing is provisioned. */
  readonly severalValues?: 'refuse' | 'first'
  /** What happens to what exists, where a template has no override setting. AWS does not say. Default `FAIL`. */
  readonly overrideDefault?: 'DO_NOTHING' | 'REPLACE' | 'FAIL'
  /**
   * The subject of what CreateCertificateFromCsr issues: `CN=AWS IoT Certificate` (`replace`, the default), or what the request
   * asks for (`keep`), as one secondary source has seen it.
   */
  readonly requestSubject?: RequestSubject
}

const choicesOf = {
  serialNumber: ['subject', 'certificate'],
  severalValues: ['refuse', 'first'],
  overrideDefault: ['DO_NOTHING', 'REPLACE', 'FAIL'],
  requestSubject: ['replace', 'keep'],
} as const satisfies Partial<Record<keyof ProvisioningOptions, readonly string[]>>

const chosen = ['serialNumber', 'severalValues', 'overrideDefault', 'requestSubject'] as const

/** @throws {EmulatorError} `emulator-option` */
export const parseProvisioningOptions = (options: ProvisioningOptions): ProvisioningOptions => {
  refuseUnknownOptions('provisioning', options, [
    'preProvisioningHooks',
    'certificateProviders',
    'serialNumber',
    'severalValues',
    'overrideDefault',
    'requestSubject',
  ])
  const { preProvisioningHooks = {}, certificateProviders = {} } = options
  for (const [arn, called] of [...Object.entries(preProvisioningHooks), ...Object.entries(certificateProviders)]) {
    if (typeof called !== 'function') throw wrong(`provisioning, ${arn}`, called, 'give a function for each ARN')
  }
  for (const name of chosen) {
    const choices: readonly unknown[] = choicesOf[name]
    const value = options[name]
    if (value === undefined || choices.includes(value)) continue
    throw wrong(`provisioning.${name}`, value, `use one of ${choices.join(', ')}`)
  }
  return options
}

const wrong = (field: string, value: unknown, remedy: string): EmulatorError =>
  new EmulatorError('emulator-option', `${field} cannot be ${quote(String(value))}`, {
    field,
    value: String(value),
    remedy,
  })
