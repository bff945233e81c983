import { CertificateError, quote } from '@thingplan/core'
import type { SigningAuthority } from '../authority/certificate-authority.js'
import { openAuthority } from '../authority/open-authority.js'
import { issueDeviceCertificate } from '../certificate/issue-device-certificate.js'
import { checkOptions } from '../check-options.js'
import { PkiError, type PkiErrorCode } from '../pki-error.js'
import { readTarget } from '../target.js'
import type { BatchDevice, BatchResult, IssueDeviceCertificatesOptions } from './batch.js'

const mostAtATime = 64

/** Refusals that every further device would meet as well. */
const ofAuthority: ReadonlySet<PkiErrorCode> = /* @__PURE__ */ new Set<PkiErrorCode>([
  'authority-unfit',
  'authority-key-mismatch',
  'validity-malformed',
  'validity-outside-issuer',
])

const checkSerial = ({ serial }: BatchDevice): void => {
  if (typeof serial === 'string' && serial !== '') return
  const remedy = 'name every device by a text'
  throw new PkiError('pki-option', 'a device of the batch has no serial', { field: 'serial', remedy })
}

const checkConcurrency = (concurrency: number): void => {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= mostAtATime) return
  const value = String(concurrency)
  const remedy = `give a whole number from 1 to ${mostAtATime}`
  throw new PkiError('pki-option', 'the concurrency is out of range', { field: 'concurrency', value, remedy })
}

type Settled = BatchResult | { readonly serial: string; readonly failure: unknown }

/** What the issue refuses for the device alone: other errors are of the signer, or of the runtime. */
const isOfDevice = (error: unknown): error is PkiError | CertificateError =>
  error instanceof CertificateError || (error instanceof PkiError && !ofAuthority.has(error.code))

/** Never rejects: a result that waits to be taken must not end the process. */
const issueOne = async (
  { serial, subject, publicKey, csr }: BatchDevice,
  authority: SigningAuthority,
  { notBefore, notAfter, now, target, crypto }: IssueDeviceCertificatesOptions,
): Promise<Settled> => {
  try {
    const options = { authority, subject, publicKey, csr, notBefore, notAfter, now, target, crypto }
    return { serial, certificate: await issueDeviceCertificate(options) }
  } catch (error) {
    return isOfDevice(error) ? { serial, refusal: error } : { serial, failure: error }
  }
}

/** Counts and reports what is handed out, in order. */
const createReport = ({ onProgress }: IssueDeviceCertificatesOptions) => {
  const counts = { issued: 0, refused: 0, skipped: 0 }
  return {
    skip: (): void => {
      counts.skipped += 1
    },
    take: (settled: Settled): BatchResult => {
      if ('failure' in settled) throw settled.failure
      if ('certificate' in settled) counts.issued += 1
      else counts.refused += 1
      onProgress?.(Object.freeze({ serial: settled.serial, ...counts }))
      return Object.freeze(settled)
    },
  }
}

async function* run(options: IssueDeviceCertificatesOptions): AsyncGenerator<BatchResult, void, undefined> {
  const { crypto = globalThis.crypto, devices, resumeAfter, concurrency = 4 } = options
  const authority = await openAuthority(options.authority, 'keyCertSign', crypto)
  const report = createReport(options)
  const underWay: Promise<Settled>[] = []
  let isBehind = resumeAfter === undefined
  for await (const device of devices) {
    checkSerial(device)
    if (!isBehind) {
      isBehind = device.serial === resumeAfter
      report.skip()
      continue
    }
    underWay.push(issueOne(device, authority, options))
    const oldest = underWay.length < concurrency ? undefined : underWay.shift()
    if (oldest !== undefined) yield report.take(await oldest)
  }
  for (const rest of underWay) yield report.take(await rest)
  if (isBehind || resumeAfter === undefined) return
  throw new PkiError('batch-resume-unknown', `no device of the batch has the serial ${quote(resumeAfter)}`, {
    field: 'resumeAfter',
    value: resumeAfter,
    remedy: 'give the same devices in the same order, and the serial of one of them',
  })
}

/**
 * Issues certificates for a batch of any size, in constant memory: devices are read and certificates handed out one after the
 * other, in the order of the devices.
 *
 * A device that cannot get one is a result of its own and does not end the batch. Serial numbers of certificates are random: to go
 * on after a crash, store results as they come and pass the serial of the last device that is stored as `resumeAfter`. The one behind it
 * may have been signed, but its certificate was never handed out.
 *
 * @returns results in the order of `devices`; leave the loop to end the batch.
 * @throws {PkiError} `pki-option`, `authority-unfit`, `authority-key-mismatch`, `validity-malformed`, `validity-outside-issuer`;
 * `batch-resume-unknown` where `resumeAfter` names no device. What the signer or the devices throw is thrown on.
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueDeviceCertificates } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { publicKey } = await createKeyPair()
 * const devices = ['1', '2', '3'].map((serial) => ({ serial, subject: { CN: `device-${serial}` }, publicKey }))
 *
 * const done: string[] = []
 * for await (const { serial } of issueDeviceCertificates({ authority, devices, resumeAfter: '1' })) done.push(serial)
 * done // => ['2', '3']
 * ```
 */
export const issueDeviceCertificates = (
  options: IssueDeviceCertificatesOptions,
): AsyncGenerator<BatchResult, void, undefined> => {
  const optional = ['resumeAfter', 'concurrency', 'onProgress', 'notBefore', 'notAfter', 'now', 'target', 'crypto']
  checkOptions('issueDeviceCertificates', options, ['authority', 'devices'], optional)
  readTarget(options)
  checkConcurrency(options.concurrency ?? 4)
  return run(options)
}
