import { setTimeout as timer } from 'node:timers/promises'
import type { SigningAlgorithm } from '@aws-sdk/client-acm-pca'
import { quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { textOption } from '../../options/text-option.js'
import type { AcmPcaCalls } from './acm-pca-calls.js'

/** How AWS Private CA signs what AWS IoT takes (AWS IoT Core Developer Guide, "X.509 client certificates"). */
export type AcmPcaSigningAlgorithm =
  | 'SHA256WITHECDSA'
  | 'SHA384WITHECDSA'
  | 'SHA512WITHECDSA'
  | 'SHA256WITHRSA'
  | 'SHA384WITHRSA'
  | 'SHA512WITHRSA'

export interface AcmPcaIssuerOptions {
  /** An `ACMPCAClient`, or anything else that makes these calls. */
  readonly client: AcmPcaCalls
  readonly certificateAuthorityArn: string
  /** Of the same kind as the CA's key. */
  readonly signingAlgorithm: AcmPcaSigningAlgorithm
  /**
   * A template that copies the subject of a request and nothing else of it: `EndEntityClientAuthCertificate/V1`, which is the default, or
   * `EndEntityCertificate/V1`. The others let a request choose extensions, or make CAs.
   */
  readonly templateArn?: string
  /** How long a certificate is valid where the request does not say: 1 to 36500 days; a short-lived CA takes 7. Default 365. */
  readonly validityDays?: number
  /** How long, in milliseconds, to wait for a certificate between looks: 0 to 300000. Default 30000. */
  readonly waitMs?: number
  /** Waits. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** The same with defaults, checked. */
export type AcmPcaSetup = Required<AcmPcaIssuerOptions>

const algorithms: readonly SigningAlgorithm[] = [
  'SHA256WITHECDSA',
  'SHA384WITHECDSA',
  'SHA512WITHECDSA',
  'SHA256WITHRSA',
  'SHA384WITHRSA',
  'SHA512WITHRSA',
]

/** AWS Private CA API Reference, "IssueCertificate". */
const authorityArnText = {
  pattern: /^arn:aws(?:-[a-z]+)*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]{36}$/,
  wanted: 'the ARN of a CA, such as `arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/…`',
}

const templateArnText = {
  pattern: /^arn:aws(?:-[a-z]+)*:acm-pca:::template\/EndEntity(?:ClientAuth)?Certificate\/V1$/,
  wanted: 'the ARN of the template `EndEntityClientAuthCertificate/V1` or `EndEntityCertificate/V1`',
}

const sleepByTimer = async (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  timer(milliseconds, undefined, signal === undefined ? {} : { signal })

const readAlgorithm = (value: AcmPcaSigningAlgorithm): AcmPcaSigningAlgorithm => {
  if (algorithms.includes(value)) return value
  const given = String(value)
  throw new AdapterError('adapter-option', `\`signingAlgorithm\` cannot be ${quote(given)}`, {
    field: 'signingAlgorithm',
    value: given,
    remedy: `give one of: ${algorithms.join(', ')}`,
  })
}

/** @throws {AdapterError} `adapter-option` */
export const readAcmPcaOptions = (options: AcmPcaIssuerOptions): AcmPcaSetup => {
  refuseUnknownOptions('createAcmPcaIssuer', options, [
    'client',
    'certificateAuthorityArn',
    'signingAlgorithm',
    'templateArn',
    'validityDays',
    'waitMs',
    'sleep',
  ])
  const { client, sleep = sleepByTimer } = options
  requireClient(client, 'client')
  requireFunction(sleep, 'sleep')
  const arn = textOption('certificateAuthorityArn', options.certificateAuthorityArn, authorityArnText)
  const [, partition = 'aws'] = arn.split(':')
  const template = options.templateArn ?? `arn:${partition}:acm-pca:::template/EndEntityClientAuthCertificate/V1`
  return {
    client,
    certificateAuthorityArn: arn,
    signingAlgorithm: readAlgorithm(options.signingAlgorithm),
    templateArn: textOption('templateArn', template, templateArnText),
    validityDays: numberOption('validityDays', options.validityDays, { fallback: 365, min: 1, max: 36_500 }),
    waitMs: numberOption('waitMs', options.waitMs, { fallback: 30_000, min: 0, max: 300_000 }),
    sleep,
  }
}
