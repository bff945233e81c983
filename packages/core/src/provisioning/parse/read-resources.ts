import { suggest } from '../../error/nearest.js'
import type { TemplateResource } from '../provisioning-template.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'
import { readCertificateResource } from './read-certificate.js'
import { readPolicy } from './read-policy.js'
import { readThing } from './read-thing.js'

const types = ['AWS::IoT::Thing', 'AWS::IoT::Certificate', 'AWS::IoT::Policy']

/** AWS IoT quotas: policies of a certificate. */
const mostPolicies = 10

const readResource = (inspection: Inspection, path: string, value: unknown): TemplateResource | undefined => {
  const resource = Object.fromEntries(readKeys(inspection, path, value, ['Type', 'Properties', 'OverrideSettings']))
  const { Type: type, Properties: properties, OverrideSettings: overrides } = resource
  const inner = pathTo(path, 'Properties')
  switch (type) {
    case 'AWS::IoT::Thing':
      return readThing(inspection, inner, properties, overrides)
    case 'AWS::IoT::Certificate':
      return readCertificateResource(inspection, inner, properties, overrides)
    case 'AWS::IoT::Policy':
      if (overrides !== undefined) {
        const where = pathTo(path, 'OverrideSettings')
        report(inspection, 'provisioning-key-unknown', where, 'is not for policies', 'leave it out')
      }
      return readPolicy(inspection, inner, properties)
  }
  const remedy = (typeof type === 'string' && suggest(type, types)) || `use one of: ${types.join(', ')}`
  return report(inspection, 'provisioning-key-unknown', pathTo(path, 'Type'), 'is no type of a resource', remedy, type)
}

/** The resources by their logical names: one certificate, at most one thing, at most ten policies. */
export const readResources = (inspection: Inspection, value: unknown): Record<string, TemplateResource> => {
  const path = 'Resources'
  const resources: [string, TemplateResource][] = []
  for (const [name, given] of readKeys(inspection, path, value)) {
    const resource = readResource(inspection, pathTo(path, name), given)
    if (resource !== undefined) resources.push([name, resource])
  }
  const [things, certificates, policies] = types.map((type) => resources.filter(([, { Type }]) => Type === type))
  const [, second] = things ?? []
  if (second !== undefined) {
    report(inspection, 'provisioning-ambiguous', pathTo(path, second[0]), 'is a second thing', 'provision one thing')
  }
  const [certificate, another] = certificates ?? []
  if (certificate === undefined && inspection.problems.length === 0) {
    report(inspection, 'provisioning-key-missing', path, 'has no certificate', 'add an `AWS::IoT::Certificate`')
  }
  if (another !== undefined) {
    report(
      inspection,
      'provisioning-ambiguous',
      pathTo(path, another[0]),
      'is a second certificate',
      'provision one certificate',
    )
  }
  if (policies !== undefined && policies.length > mostPolicies) {
    report(
      inspection,
      'provisioning-value-refused',
      path,
      `has ${policies.length} policies`,
      `take at most ${mostPolicies}`,
    )
  }
  return Object.fromEntries(resources)
}
