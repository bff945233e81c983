import { quote } from '../../error/quote.js'
import { certificateIdParameter, isCertificateParameter } from '../certificate-parameter.js'
import { type Inspection, remedyFor, report } from './inspection.js'

/** Notes that something refers to a parameter, which has to be declared. */
export const referToParameter = (inspection: Inspection, path: string, name: string): void => {
  inspection.references.add(name)
  if (inspection.parameters.has(name) || (name === certificateIdParameter && inspection.rules.knowsCertificate)) return
  const isPolicyVariable = /^[a-z][a-z-]*:/.test(name)
  const remedy = isPolicyVariable
    ? `write \`\${!${name}}\`: a policy variable is not for the template to fill in`
    : isCertificateParameter(name)
      ? 'declare it in `Parameters`'
      : (remedyFor(inspection, name, [...inspection.parameters]) ?? 'declare a parameter of this name')
  report(
    inspection,
    'provisioning-reference-unresolved',
    path,
    `refers to ${quote(name)}, which is not declared`,
    remedy,
    name,
  )
}
