import type { Certificate } from '../../certificate/certificate.js'
import { quote } from '../../error/quote.js'
import { certificateIdParameter } from '../certificate-parameter.js'
import { longestValue } from '../parse/read-parameters.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import { certificateValue } from './certificate-value.js'
import type { ParameterValues } from './parameter-values.js'
import type { ProvisioningInputs } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

type Parameters = NonNullable<ProvisioningInputs['parameters']>

const givenValue = (parameters: Parameters, name: string, path: string): string | undefined => {
  const value: unknown = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (value === undefined || typeof value === 'string') return value
  throw refuseDevice('provisioning-value-refused', path, `gets a value of ${quote(name)} that is no text`, 'give text')
}

const missing = (certificate: Certificate | undefined, name: string, path: string): Error => {
  const source = certificate ? 'issue certificates with this field' : 'give the parameter a value'
  const message = `needs ${quote(name)}, which has no value`
  return refuseDevice('provisioning-parameter-missing', path, message, `${source}, or the template a \`Default\``, name)
}

/** What the parameters of a device hold: what AWS knows, else what was given, else the default. */
export const deviceParameters = (
  { kind, body: { Parameters: declared = {} } }: ProvisioningTemplate,
  inputs: ProvisioningInputs,
  certificateId: string | undefined,
): ParameterValues => {
  const { parameters = {}, certificate } = inputs
  const known = new Map<string, string>()
  const find = (name: string, path: string): string => {
    if (name === certificateIdParameter && kind !== 'bulk' && certificateId !== undefined) return certificateId
    const value =
      (certificate ? certificateValue(name, certificate, inputs) : givenValue(parameters, name, path)) ??
      (Object.hasOwn(declared, name) ? declared[name]?.Default : undefined)
    if (value === undefined) throw missing(certificate, name, path)
    if (value.length <= longestValue) return value
    const message = `gets ${value.length} characters of ${quote(name)}`
    throw refuseDevice('provisioning-value-refused', path, message, `keep it to ${longestValue}`)
  }
  return {
    value: (name, path) => {
      const value = known.get(name) ?? find(name, path)
      known.set(name, value)
      return value
    },
  }
}
