import { quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { requireFunction } from '../../options/required-option.js'
import { AuthorityError } from '../authority-error.js'
import type { AuthorityOptions } from '../register/register-options.js'
import type { AuthorityRequest } from './parse-authority-request.js'

/** A CA that is to be registered, and what proves that its private key is at hand. */
export type AuthorityMaterial = Pick<AuthorityOptions, 'certificate' | 'signer' | 'verificationCertificate'>

/** What both handlers take. */
export interface AuthorityHandlerOptions {
  /**
   * Finds the CA of a request: opens the signer of a KMS key, a vault, a private CA service. It decides which keys may be asked for.
   * Default: what the request itself brings, its certificate, and in mode DEFAULT its verification certificate.
   */
  readonly authority?: ((request: AuthorityRequest) => Promise<AuthorityMaterial>) | undefined
  /** The verifiers that a request may choose. Default: none. */
  readonly verifiers?: readonly string[] | undefined
  /** The provisioning templates that a request may choose. Default: none. */
  readonly templates?: readonly string[] | undefined
  /** Default: the system clock. */
  readonly clock?: (() => Date) | undefined
}

export const authorityHandlerOptionNames: readonly (keyof AuthorityHandlerOptions)[] = [
  'authority',
  'verifiers',
  'templates',
  'clock',
]

const isListOfText = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')

/** @throws {AdapterError} `adapter-option` */
export const checkHandlerOptions = (options: AuthorityHandlerOptions): void => {
  requireFunction(options.authority, 'authority')
  requireFunction(options.clock, 'clock')
  for (const field of ['verifiers', 'templates'] as const) {
    if (options[field] === undefined || isListOfText(options[field])) continue
    throw new AdapterError('adapter-option', `${quote(field)} is not a list of names`, { field })
  }
}

/** The caller keeps the key, and shows that it is at hand where that is asked for. */
const broughtByRequest = async (request: AuthorityRequest): Promise<AuthorityMaterial> => {
  const { certificate, verificationCertificate: pem, mode = 'DEFAULT' } = request
  if (certificate === undefined) {
    throw new AuthorityError('authority-request', 'there is no certificate', {
      field: 'certificate',
      remedy: 'give it',
    })
  }
  if (mode === 'SNI_ONLY') return { certificate }
  if (pem !== undefined) return { certificate, verificationCertificate: async () => pem }
  throw new AuthorityError('authority-request', 'nothing proves that the private key is at hand', {
    field: 'verificationCertificate',
    remedy: 'have the CA issue one for the registration code, or choose the mode SNI_ONLY',
  })
}

/**
 * What `registerAuthority` takes, of a request and what its CA is; the choices in it are looked up in their lists.
 *
 * @throws {AuthorityError} `authority-request`
 */
export const optionsOfRequest = async (
  request: AuthorityRequest,
  { authority = broughtByRequest, verifiers = [], templates = [], clock }: AuthorityHandlerOptions,
): Promise<AuthorityOptions> => {
  const { mode, active, autoRegistration, templateName, verifier } = request
  if (templateName !== undefined && !templates.includes(templateName)) {
    throw new AuthorityError('authority-request', `${quote(templateName)} is no template that may be chosen`, {
      field: 'templateName',
      value: templateName,
      remedy: templates.length === 0 ? 'leave it out; none may be chosen' : `choose one of: ${templates.join(', ')}`,
    })
  }
  const { certificate, signer, verificationCertificate } = await authority(request)
  return {
    certificate,
    signer,
    verificationCertificate,
    mode,
    active,
    autoRegistration,
    clock,
    provisioning: templateName === undefined ? undefined : { templateName },
    verifier: verifier === undefined ? undefined : { name: verifier, allowed: verifiers },
  }
}
