import { quote } from '../../error/quote.js'
import { outlineExpression } from '../outline-expression.js'
import type { Problem } from '../problem.js'
import type { ProvisioningTemplateBody } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'

/** What has to exist before the first device: templates make things and policies, and nothing else. */
export const prerequisitesOf = ({ Resources: resources }: ProvisioningTemplateBody): readonly Problem[] => {
  const prerequisite = (path: string, what: string, name: TemplateExpression | undefined): Problem[] => {
    if (name === undefined) return []
    // A name that is found in a mapping is none in particular, whatever that holds.
    const text = outlineExpression(name, new Map())
    const which = text.includes('\0') ? `a ${what} of every name that it can come to` : `the ${what} ${quote(text)}`
    return [
      {
        code: 'provisioning-prerequisite-missing',
        severity: 'warning',
        path,
        message: `needs ${which}, and no template makes one`,
        ...(text.includes('\0') ? undefined : { value: text }),
        remedy: 'make it before the first device comes',
      },
    ]
  }
  return Object.entries(resources).flatMap(([logicalName, resource]) => {
    const path = `Resources.${logicalName}.Properties`
    if (resource.Type === 'AWS::IoT::Policy') {
      return 'PolicyName' in resource.Properties
        ? prerequisite(`${path}.PolicyName`, 'policy', resource.Properties.PolicyName)
        : []
    }
    if (resource.Type !== 'AWS::IoT::Thing') return []
    const { ThingTypeName: typeName, ThingGroups: groups = [], BillingGroup: billingGroup } = resource.Properties
    const list = 'map' in groups ? groups : [{ Ref: '' }]
    return [
      ...prerequisite(`${path}.ThingTypeName`, 'thing type', typeName),
      ...list.flatMap((group) => prerequisite(`${path}.ThingGroups`, 'thing group', group)),
      ...prerequisite(`${path}.BillingGroup`, 'billing group', billingGroup),
    ]
  })
}
