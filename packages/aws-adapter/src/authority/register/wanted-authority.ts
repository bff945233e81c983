import type { RegistrationConfig } from '@aws-sdk/client-iot'
import { type Certificate, quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { requireFunction } from '../../options/required-option.js'
import { type CaTemplate, registrationConfigOf } from '../../provisioning/ca/ca-template.js'
import { authorityTags } from './authority-tags.js'
import type { CertificateMode } from './certificate-mode.js'
import { checkAuthorityCertificate } from './check-authority-certificate.js'
import { openPossession, type ProvePossession } from './possession.js'
import type { AuthorityOptions } from './register-options.js'

/** What is to be registered, checked; nothing has been sent yet. */
export interface WantedAuthority {
  readonly certificate: Certificate
  readonly prove: ProvePossession | undefined
  readonly mode: CertificateMode | undefined
  readonly active: boolean | undefined
  readonly autoRegistration: boolean | undefined
  readonly provisioning: RegistrationConfig | 'none' | undefined
  readonly tags: ReadonlyMap<string, string>
}

export const authorityOptionNames: readonly (keyof AuthorityOptions)[] = [
  'certificate',
  'signer',
  'verificationCertificate',
  'mode',
  'active',
  'autoRegistration',
  'provisioning',
  'tags',
  'verifier',
  'clock',
  'onProgress',
]

const booleanOption = (field: string, value: boolean | undefined): boolean | undefined => {
  if (value === undefined || typeof value === 'boolean') return value
  throw new AdapterError('adapter-option', `${quote(field)} is neither true nor false`, { field })
}

/**
 * What AWS IoT is to keep as registration config.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const provisioningOption = (
  provisioning: CaTemplate | 'none' | undefined,
  autoRegistration: boolean | undefined,
): RegistrationConfig | 'none' | undefined => {
  if (provisioning === undefined || provisioning === 'none') return provisioning
  if (typeof provisioning !== 'object' || provisioning === null) {
    const remedy = 'give `none`, a `templateName`, or a `template` with its `roleArn`'
    throw new AdapterError('adapter-option', '`provisioning` is no template', { field: 'provisioning', remedy })
  }
  if (autoRegistration === false) {
    throw new AdapterError('adapter-option', 'a template does nothing for a CA that does not register by itself', {
      field: 'autoRegistration',
      remedy: 'leave `autoRegistration` out, or choose the provisioning `none`',
    })
  }
  return registrationConfigOf(provisioning)
}

/**
 * Reads and checks the options: certificate, key, tags, template.
 *
 * @throws {AdapterError} `adapter-option`
 * @throws {AuthorityError} everything that is wrong with the CA itself
 * @throws {CertificateError} for a certificate that cannot be read
 */
export const readWantedAuthority = async (options: AuthorityOptions): Promise<WantedAuthority> => {
  const { clock = () => new Date(), onProgress, mode } = options
  requireFunction(clock, 'clock')
  requireFunction(onProgress, 'onProgress')
  const active = booleanOption('active', options.active)
  const autoRegistration = booleanOption('autoRegistration', options.autoRegistration)
  const provisioning = provisioningOption(options.provisioning, autoRegistration)
  const tags = authorityTags(options)
  const now = clock()
  const certificate = checkAuthorityCertificate(options.certificate, now)
  const prove = await openPossession(options, certificate, now)
  return { certificate, prove, mode, active, autoRegistration, provisioning, tags }
}
