import { quote } from '@thingplan/core'
import type { ProvisioningTemplate, ProvisioningTemplateKind } from '@thingplan/core/provisioning'
import { AdapterError } from '../../error/adapter-error.js'

/**
 * A template of one of these kinds.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const requireTemplate = (
  template: ProvisioningTemplate,
  kinds: readonly ProvisioningTemplateKind[],
): ProvisioningTemplate => {
  const kind: unknown = template?.kind
  if (kinds.some((wanted) => wanted === kind) && typeof template.body === 'object') return template
  const value = typeof kind === 'string' ? kind : undefined
  const problem = value === undefined ? 'is not what `parseProvisioningTemplate` returns' : `is for ${quote(value)}`
  throw new AdapterError('adapter-option', `\`template\` ${problem}`, {
    field: 'template',
    value,
    remedy: `parse it as ${kinds.join(' or ')}`,
  })
}
