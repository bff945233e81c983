import { isThingplanError, type ThingplanError } from '@thingplan/core'
import { mapBounded } from '../../concurrency/map-bounded.js'
import { AdapterError } from '../../error/adapter-error.js'
import { errorName } from '../../error/error-name.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { AuthorityError } from '../authority-error.js'
import { reportProgress } from './authority-progress.js'
import { registerInAccount } from './register-in-account.js'
import type {
  AuthorityTarget,
  RegisterAuthorityInTargetsOptions,
  RegisterAuthorityOptions,
} from './register-options.js'
import type { AuthorityReport, RegisteredAuthority, TargetReport } from './registered-authority.js'
import {
  authorityOptionNames,
  provisioningOption,
  readWantedAuthority,
  type WantedAuthority,
} from './wanted-authority.js'

const owner = 'registerAuthority'

interface CheckedTarget {
  readonly target: AuthorityTarget
  readonly wanted: WantedAuthority
}

const badTarget = (index: number, problem: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', `target ${index} ${problem}`, { field: `targets.${index}`, remedy })

const checkTargets = (targets: readonly AuthorityTarget[], wanted: WantedAuthority): readonly CheckedTarget[] => {
  if (!Array.isArray(targets) || targets.length === 0) {
    throw new AdapterError('adapter-option', '`targets` is no list of accounts and regions', { field: 'targets' })
  }
  const names = new Set<string>()
  return targets.map((target: AuthorityTarget, index) => {
    refuseUnknownOptions(`targets.${index}`, target, ['name', 'client', 'provisioning'])
    const { name, client, provisioning } = target
    if (typeof name !== 'string' || !/^[ -~]{1,128}$/.test(name) || names.has(name)) {
      throw badTarget(index, 'has no name of its own', 'give each 1 to 128 printable characters, and no two the same')
    }
    names.add(name)
    requireClient(client, `targets.${index}.client`)
    const own = provisioningOption(provisioning, wanted.autoRegistration)
    return { target, wanted: own === undefined ? wanted : { ...wanted, provisioning: own } }
  })
}

/** What nobody foresaw is an error of its target like any other. */
const asError = (cause: unknown): ThingplanError =>
  isThingplanError(cause)
    ? cause
    : new AuthorityError('authority-refused', `the registration failed with ${errorName(cause)}`, {
        remedy: 'call again, and report the name of the error if it stays so',
        cause,
      })

const inTargets = async (options: RegisterAuthorityInTargetsOptions): Promise<AuthorityReport> => {
  refuseUnknownOptions(owner, options, [...authorityOptionNames, 'targets', 'concurrency'])
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 4, min: 1, max: 32 })
  const wanted = await readWantedAuthority(options)
  const checked = checkTargets(options.targets, wanted)
  const { id } = wanted.certificate
  reportProgress(options.onProgress, id)('checked')
  const targets = await mapBounded(checked, concurrency, async ({ target, wanted: own }): Promise<TargetReport> => {
    const { name, client } = target
    const report = reportProgress(options.onProgress, id, name)
    try {
      const registered = await registerInAccount(client, own, report)
      report(registered.outcome)
      return Object.freeze({ name, ...registered })
    } catch (cause) {
      report('failed')
      return Object.freeze({ name, outcome: 'failed', error: asError(cause) })
    }
  })
  return Object.freeze({ caCertificateId: id, ok: targets.every(({ outcome }) => outcome !== 'failed'), targets })
}

const inOneAccount = async (options: RegisterAuthorityOptions): Promise<RegisteredAuthority> => {
  refuseUnknownOptions(owner, options, [...authorityOptionNames, 'client'])
  requireClient(options.client, 'client')
  const wanted = await readWantedAuthority(options)
  const report = reportProgress(options.onProgress, wanted.certificate.id)
  report('checked')
  try {
    const registered = await registerInAccount(options.client, wanted, report)
    report(registered.outcome)
    return Object.freeze(registered)
  } catch (error) {
    report('failed')
    throw error
  }
}

/**
 * Registers a CA with AWS IoT, so that devices with its certificates may connect: in one account and region (`client`), or in
 * several (`targets`).
 *
 * Certificate and key are checked before anything is sent: that it is a CA's and valid, that AWS IoT takes its algorithms, that the
 * signer signs with its key. In mode DEFAULT a verification certificate is then issued for the registration code of each account.
 * The call converges: a CA that is registered is compared, and changed where it differs from what the options say; what they do not
 * say stays as it is, so that a deployment that runs again does not activate a CA that somebody has retired.
 *
 * @param options - `certificate`, `signer` in mode DEFAULT, and `client` or `targets`; see `AuthorityOptions` for the others
 * @returns with `client` the CA as it is registered now; with `targets` a report in which each target succeeds or fails for itself
 * @throws {AuthorityError} `authority-not-ca`, `authority-expired`, `authority-not-yet-valid`, `authority-algorithm`,
 *   `authority-key-mismatch`, `authority-possession`, `authority-verifier`; and, with `targets` in the report instead,
 *   `authority-registered-elsewhere`, `authority-mode`, `authority-subject-limit`, `authority-refused`, `authority-throttled`
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CertificateError} for what is no certificate
 * @throws {CallError} where AWS does not carry out a call
 * @see AWS IoT Core Developer Guide, "Register your CA certificate"
 *
 * @example
 * ```ts
 * import { registerAuthority } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const { certificate, signer } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 *
 * const registered = await registerAuthority({ client, certificate, signer })
 * registered.outcome // => 'registered'
 * const again = await registerAuthority({ client, certificate, signer, autoRegistration: false })
 * again.changes // => [{ field: 'autoRegistration', from: 'ENABLE', to: 'DISABLE' }]
 * ```
 */
export async function registerAuthority(options: RegisterAuthorityOptions): Promise<RegisteredAuthority>
export async function registerAuthority(options: RegisterAuthorityInTargetsOptions): Promise<AuthorityReport>
export async function registerAuthority(
  options: RegisterAuthorityOptions | RegisterAuthorityInTargetsOptions,
): Promise<RegisteredAuthority | AuthorityReport> {
  return 'targets' in options ? inTargets(options) : inOneAccount(options)
}
