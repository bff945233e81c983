import { type Certificate, quote } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { AdapterError } from '../error/adapter-error.js'

/** Values of one device by the names of the parameters. */
export type BulkParameters = Readonly<Record<string, string>>

/** AWS IoT API Reference, RegisterThing: the length of a parameter's value. */
const longestValue = 4096

/** A device that AWS would not take, by the number of its line from 1. */
export const refuseLine = (line: number, field: string, message: string, remedy: string): AdapterError =>
  new AdapterError('bulk-line', `line ${line}: ${message}`, { field, remedy })

/** The name of the parameter that stands in a property of the template's certificate. */
const parameterIn = (
  { body }: ProvisioningTemplate,
  property: 'CertificateId' | 'CertificatePem',
): string | undefined => {
  for (const { Type, Properties } of Object.values(body.Resources)) {
    if (Type !== 'AWS::IoT::Certificate') continue
    const expression = Properties[property]
    if (typeof expression === 'object' && 'Ref' in expression) return expression.Ref
  }
  return undefined
}

/** How a certificate fills the template: its PEM or its id, whichever the template asks for. */
export const certificateParameter = (
  template: ProvisioningTemplate,
): ((certificate: Certificate) => BulkParameters) | undefined => {
  const [pem, id] = [parameterIn(template, 'CertificatePem'), parameterIn(template, 'CertificateId')]
  if (pem !== undefined) return (certificate) => ({ [pem]: certificate.pem })
  return id === undefined ? undefined : (certificate) => ({ [id]: certificate.id })
}

/** Checks the values of one device against what the template declares and refers to. */
export const checkParameters = ({
  body,
  references,
}: ProvisioningTemplate): ((parameters: BulkParameters, line: number) => void) => {
  const declared = new Map(Object.entries(body.Parameters ?? {}))
  const required = references.filter((name) => declared.get(name)?.Default === undefined)
  return (parameters, line) => {
    for (const [name, value] of Object.entries(parameters)) {
      if (!declared.has(name)) {
        const remedy = `use one of: ${[...declared.keys()].join(', ')}`
        throw refuseLine(line, name, `${quote(name)} is no parameter of the template`, remedy)
      }
      if (typeof value !== 'string' || value.length > longestValue) {
        const remedy = `give text of at most ${longestValue} characters`
        throw refuseLine(line, name, `${quote(name)} is not text, or too long`, remedy)
      }
    }
    const missing = required.find((name) => !Object.hasOwn(parameters, name))
    if (missing === undefined) return
    const remedy = 'give it a value, or the parameter a `Default`'
    throw refuseLine(line, missing, `${quote(missing)} has no value`, remedy)
  }
}
