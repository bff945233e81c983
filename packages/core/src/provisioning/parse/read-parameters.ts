import { quote } from '../../error/quote.js'
import { certificateParameters, isCertificateParameter } from '../certificate-parameter.js'
import type { TemplateParameter } from '../provisioning-template.js'
import { type Inspection, pathTo, readKeys, remedyFor, report } from './inspection.js'

/** AWS IoT API reference, RegisterThing: the length of a parameter's name and of its value. */
const longestName = 2048
export const longestValue = 4096

const readParameter = (inspection: Inspection, path: string, value: unknown): TemplateParameter => {
  const declaration = Object.fromEntries(readKeys(inspection, path, value, ['Type', 'Default']))
  const { Type: type, Default: fallback } = declaration
  if (type !== 'String') {
    report(
      inspection,
      'provisioning-value-refused',
      pathTo(path, 'Type'),
      'is not `String`',
      'write `String`, the only type',
      type,
    )
  }
  if (fallback === undefined) return { Type: 'String' }
  if (typeof fallback === 'string' && fallback.length <= longestValue) return { Type: 'String', Default: fallback }
  const message = typeof fallback === 'string' ? `has ${fallback.length} characters` : 'is not text'
  const remedy = `write text of at most ${longestValue} characters`
  report(inspection, 'provisioning-value-refused', pathTo(path, 'Default'), message, remedy)
  return { Type: 'String' }
}

/** The declared parameters; for JITP only those that AWS fills from a certificate. */
export const readParameters = (inspection: Inspection, value: unknown): Record<string, TemplateParameter> => {
  const path = 'Parameters'
  const parameters: [string, TemplateParameter][] = []
  for (const [name, declaration] of readKeys(inspection, path, value)) {
    const inner = pathTo(path, name)
    inspection.parameters.add(name)
    parameters.push([name, readParameter(inspection, inner, declaration)])
    if (name.length > longestName) {
      report(
        inspection,
        'provisioning-value-refused',
        inner,
        'is too long a name',
        `take at most ${longestName} characters`,
      )
    }
    if (inspection.isJitp && !isCertificateParameter(name)) {
      const remedy =
        remedyFor(inspection, name, Object.keys(certificateParameters)) ?? 'use what AWS fills from a certificate'
      report(
        inspection,
        'provisioning-parameter-unknown',
        inner,
        `is no parameter of JITP: ${quote(name)}`,
        remedy,
        name,
      )
    }
  }
  return Object.fromEntries(parameters)
}
