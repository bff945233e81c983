import type { CertificateStatus, SetCertificateStatusStep } from '../../plan/step/set-certificate-status.js'
import type { Override } from '../provisioning-template.js'
import type { CompiledProvisioning } from './compile-provisioning.js'
import type { ParameterValues } from './parameter-values.js'
import type { ExistingResources } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

type StatusChange = Pick<SetCertificateStatusStep, 'status' | 'expects'>

/** What becomes of the certificate's status; `undefined` where it stays. */
export const evaluateStatus = (
  { certificate, certificatePath, status }: CompiledProvisioning,
  values: ParameterValues,
  { certificateStatus }: ExistingResources,
  overrideDefault: Exclude<Override, 'MERGE'>,
  /** The status of one that AWS has just registered or issued. */
  initial: CertificateStatus,
): StatusChange | undefined => {
  const found = certificateStatus ?? initial
  const written = status(values)
  const wanted = (['ACTIVE', 'INACTIVE'] as const).find((candidate) => candidate === written.toUpperCase())
  const path = `${certificatePath}.Status`
  if (wanted === undefined) {
    throw refuseDevice('provisioning-value-refused', path, 'is no status', 'make it `ACTIVE` or `INACTIVE`', written)
  }
  if (found === wanted) return undefined
  if (found === initial) return { status: wanted, expects: [found] }
  const override = certificate.OverrideSettings?.Status ?? overrideDefault
  if (override === 'DO_NOTHING') return undefined
  if (override === 'FAIL') {
    const remedy = 'set `OverrideSettings.Status`'
    throw refuseDevice('provisioning-conflict', path, `is ${wanted}, and the certificate is ${found}`, remedy, found)
  }
  // A certificate that was deactivated, revoked or given away is never brought back by a template, whatever its settings say.
  if (found !== 'ACTIVE' && found !== 'PENDING_ACTIVATION') {
    throw refuseDevice('provisioning-conflict', path, `cannot replace ${found}`, 'issue another certificate', found)
  }
  return { status: wanted, expects: [found] }
}
