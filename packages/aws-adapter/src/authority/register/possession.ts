import { type Certificate, isThingplanError, quote, readCertificate } from '@thingplan/core'
import {
  issueVerificationCertificate,
  openCertificateAuthority,
  PkiError,
  type Signer,
  verifyChain,
} from '@thingplan/pki'
import { AdapterError } from '../../error/adapter-error.js'
import { errorName } from '../../error/error-name.js'
import { requireFunction } from '../../options/required-option.js'
import { AuthorityError } from '../authority-error.js'
import type { AuthorityOptions } from './register-options.js'

/** The verification certificate for a registration code, as PEM. */
export type ProvePossession = (registrationCode: string) => Promise<string>

const notProved = (problem: string, remedy: string, cause?: unknown): AuthorityError =>
  new AuthorityError('authority-possession', problem, { field: 'verificationCertificate', remedy, cause })

/** What a signer or a CA service throws is theirs, and may quote what it was given; its name is enough. */
const orUnavailable = async <Value>(who: string, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (cause) {
    if (isThingplanError(cause)) throw cause
    const remedy = 'look at the permissions and the state of what holds the private key, and call again'
    throw notProved(`${who} failed with ${errorName(cause)}`, remedy, cause)
  }
}

const bySigner = async (certificate: Certificate, signer: Signer): Promise<(now: Date) => ProvePossession> => {
  try {
    const authority = await orUnavailable('the signer', () => openCertificateAuthority({ certificate, signer }))
    return (now) => async (registrationCode) => {
      const issue = async (): Promise<Certificate> => issueVerificationCertificate({ authority, registrationCode, now })
      return (await orUnavailable('the signer', issue)).pem
    }
  } catch (cause) {
    if (!(cause instanceof PkiError) || cause.code !== 'authority-key-mismatch') throw cause
    throw new AuthorityError('authority-key-mismatch', "the signer's private key is not that of the CA certificate", {
      field: 'signer',
      value: certificate.subject.toString(),
      remedy: 'give the certificate and the private key of one and the same CA',
      cause,
    })
  }
}

const byService =
  (certificate: Certificate, issue: ProvePossession, now: Date): ProvePossession =>
  async (registrationCode) => {
    const pem = await orUnavailable('`verificationCertificate`', () => issue(registrationCode))
    const remedy =
      'have the CA issue one with the registration code as common name, and with nothing else in the subject'
    try {
      const verification = readCertificate(pem)
      if (verification.subject.get('CN') !== registrationCode) {
        throw notProved('the common name of the verification certificate is not the registration code', remedy)
      }
      await verifyChain(verification, [certificate], now, { anchors: [certificate] })
    } catch (cause) {
      if (cause instanceof AuthorityError) throw cause
      throw notProved('the verification certificate is not one that the CA has issued', remedy, cause)
    }
    return pem
  }

const bad = (field: string, problem: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', problem, { field, remedy })

/**
 * How it will be proved that the private key of the CA is at hand; with a signer that is tried at once, before anything is sent.
 *
 * @returns nothing where no proof is needed: in mode SNI_ONLY.
 * @throws {AdapterError} `adapter-option`
 * @throws {AuthorityError} `authority-key-mismatch`, `authority-possession`
 * @throws {PkiError} for a signer whose algorithm AWS IoT does not take.
 */
export const openPossession = async (
  { signer, verificationCertificate, mode = 'DEFAULT' }: AuthorityOptions,
  certificate: Certificate,
  now: Date,
): Promise<ProvePossession | undefined> => {
  if (mode !== 'DEFAULT' && mode !== 'SNI_ONLY') {
    throw bad('mode', `\`mode\` cannot be ${quote(String(mode))}`, 'give `DEFAULT` or `SNI_ONLY`')
  }
  requireFunction(verificationCertificate, 'verificationCertificate')
  if (verificationCertificate !== undefined && (signer !== undefined || mode === 'SNI_ONLY')) {
    const remedy = 'leave it out in mode SNI_ONLY, and where there is a signer'
    throw bad('verificationCertificate', '`verificationCertificate` is not needed', remedy)
  }
  const prove = signer === undefined ? undefined : (await bySigner(certificate, signer))(now)
  if (mode === 'SNI_ONLY') return undefined
  if (prove !== undefined) return prove
  if (verificationCertificate !== undefined) return byService(certificate, verificationCertificate, now)
  const remedy = 'give a `signer`, or a `verificationCertificate`; or choose the mode SNI_ONLY'
  throw bad('signer', 'nothing proves that the private key is at hand, which mode DEFAULT asks for', remedy)
}
