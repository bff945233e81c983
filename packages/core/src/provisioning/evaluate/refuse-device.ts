import { ProvisioningError } from '../provisioning-error.js'
import type { ProvisioningErrorCode } from '../provisioning-error-code.js'

/** The reason why AWS would not provision this device. */
export const refuseDevice = (
  code: ProvisioningErrorCode,
  path: string,
  message: string,
  remedy: string,
  value?: string,
): ProvisioningError =>
  new ProvisioningError([{ code, severity: 'error', path, message, ...(value !== undefined && { value }), remedy }])
