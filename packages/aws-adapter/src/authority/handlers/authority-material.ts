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
   * Default: the certificate of the request without a key, which suffices in mode SNI_ONLY.
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

/** Nothing but the certificate: what mode SNI_ONLY needs. */
const certificateAlone = async ({ certificate }: AuthorityRequest): Promise<AuthorityMaterial> => {
  if (certificate !== undefined) return { certificate }
  throw new AuthorityError('authority-request', 'there is no certificate', { field: 'certificate', remedy: 'give it' })
}

/**
 * What `registerAuthority` takes, of a request and what its CA is; the choices in it are looked up in their lists.
 *
 * @throws {AuthorityError} `authority-request`
 */
export const optionsOfRequest = async (
  request: AuthorityRequest,
  { authority = certificateAlone, verifiers = [], templates = [], clock }: AuthorityHandlerOptions,
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
