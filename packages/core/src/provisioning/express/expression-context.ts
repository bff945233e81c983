import type { Account } from '../../plan/account.js'
import type { ProvisioningInputs } from '../evaluate/provisioning-inputs.js'
import type { ParseProvisioningTemplateOptions } from '../parse-provisioning-template.js'
import type { Problem } from '../problem.js'
import type { ProvisioningTemplateKind } from '../provisioning-template.js'

export interface ToProvisioningTemplateOptions extends ParseProvisioningTemplateOptions {
  /** The account that the template is for, where names or documents hold anything of it. */
  readonly account?: Account
  /** What `AWS::IoT::Certificate::SerialNumber` holds; without it no template reads a serial number. */
  readonly serialNumber?: ProvisioningInputs['serialNumber']
  /**
   * `document`, the default: the template holds the documents, and AWS names the policies. `name`: policies keep their
   * names, and have to exist.
   */
  readonly policies?: 'document' | 'name'
}

/** A registration on its way to become a template: what was asked for, and what has been found on the way. */
export interface ExpressionContext extends ToProvisioningTemplateOptions {
  readonly kind: ProvisioningTemplateKind
  readonly account?: Required<Account>
  /** What cannot be expressed. */
  readonly problems: Problem[]
  /** What can be, and is not quite the same. */
  readonly warnings: Problem[]
}

/** Notes what no template of this kind can express, and why. */
export const notExpressible = (
  { problems }: ExpressionContext,
  path: string,
  message: string,
  remedy: string,
): void => {
  problems.push({ code: 'provisioning-not-expressible', severity: 'error', path, message, remedy })
}

/** Notes what the template does otherwise than the registration. */
export const expressedOtherwise = (
  { warnings }: ExpressionContext,
  path: string,
  message: string,
  remedy: string,
): void => {
  warnings.push({ code: 'provisioning-not-expressible', severity: 'warning', path, message, remedy })
}
