import type { Problem } from '../problem.js'
import type { ProvisioningTemplateBody, ThingResource } from '../provisioning-template.js'

const thingParts = {
  AttributePayload: 'AttributePayload',
  ThingTypeName: 'ThingTypeName',
  ThingGroups: 'ThingGroups',
} as const

const missing = (path: string, part: string): Problem => ({
  code: 'provisioning-override-missing',
  severity: 'warning',
  path: `${path}.OverrideSettings.${part}`,
  message: 'is left out, and AWS does not document what happens then',
  remedy: 'write every override setting out',
})

const unchecked = (path: string): Problem => ({
  code: 'provisioning-owner-unchecked',
  severity: 'warning',
  path,
  message: 'gives a thing that exists to every certificate with its name',
  remedy: 'set FAIL for a part that the template has, or register such devices by JITR, which notices another owner',
})

const lintThing = (
  path: string,
  { Properties: properties, OverrideSettings: overrides = {} }: ThingResource,
): Problem[] => {
  const parts = Object.values(thingParts).filter((part) => properties[part] !== undefined)
  const unset = parts.filter((part) => overrides[part] === undefined)
  const refusesExisting = parts.some((part) => overrides[part] === 'FAIL')
  return [...unset.map((part) => missing(path, part)), ...(refusesExisting ? [] : [unchecked(path)])]
}

/** What happens to what exists already, where the template leaves it open or to chance. */
export const lintOverrides = ({ Resources: resources }: ProvisioningTemplateBody): readonly Problem[] =>
  Object.entries(resources).flatMap(([name, resource]) => {
    const path = `Resources.${name}`
    if (resource.Type === 'AWS::IoT::Thing') return lintThing(path, resource)
    const isOpen = resource.Type === 'AWS::IoT::Certificate' && resource.OverrideSettings?.Status === undefined
    return isOpen ? [missing(path, 'Status')] : []
  })
