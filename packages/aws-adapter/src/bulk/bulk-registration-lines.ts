import type { Certificate } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { requireTemplate } from '../provisioning/template/require-template.js'
import { type BulkParameters, certificateParameter, checkParameters, refuseLine } from './bulk-parameters.js'

export interface BulkRegistrationLinesOptions {
  /**
   * The other parameters of a device that is given as a certificate, such as the name of its thing. The certificate's own
   * parameter, its PEM or its id, is filled in. Default: none.
   */
  readonly parametersOf?: (certificate: Certificate) => BulkParameters
}

/** AWS IoT quotas: a line of the input file, in bytes. */
const largestLine = 262_144

const isCertificate = (device: Certificate | BulkParameters): device is Certificate =>
  typeof device.subject === 'object' && typeof device.pem === 'string'

/**
 * The input file of a bulk registration, line by line: one JSON object with the parameters of one device each.
 *
 * Nothing is collected, so that a million devices take no more memory than one: pipe the lines into a file, or into an upload
 * (`Readable.from(lines)`). Each line is checked against the template before it is given out, because AWS tells of a bad one
 * only in a report, when the others are done.
 *
 * @param template - of kind `bulk`
 * @param devices - certificates, or maps of parameters
 * @param options - `parametersOf`, for certificates
 * @returns lines, each with its line feed, at most 262,144 bytes
 * @throws {AdapterError} `bulk-line` with the number of the line, for a parameter that is not declared, not text, too long, or
 *   without a value; `adapter-option`
 * @see AWS IoT Core Developer Guide, "Bulk registration"
 *
 * @example
 * ```ts
 * import { bulkRegistrationLines } from '@thingplan/aws-adapter/bulk'
 * import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const template = parseProvisioningTemplate(
 *   {
 *     Parameters: { ThingName: { Type: 'String' }, CSR: { Type: 'String' } },
 *     Resources: {
 *       thing: { Type: 'AWS::IoT::Thing', Properties: { ThingName: { Ref: 'ThingName' } } },
 *       certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateSigningRequest: { Ref: 'CSR' } } },
 *     },
 *   },
 *   'bulk',
 * )
 * const lines: string[] = []
 * for await (const line of bulkRegistrationLines(template, [{ ThingName: 'sensor-1', CSR: '…' }])) lines.push(line)
 * lines // => ['{"ThingName":"sensor-1","CSR":"…"}\n']
 * ```
 */
export async function* bulkRegistrationLines(
  template: ProvisioningTemplate,
  devices: Iterable<Certificate | BulkParameters> | AsyncIterable<Certificate | BulkParameters>,
  options: BulkRegistrationLinesOptions = {},
): AsyncGenerator<string, void, undefined> {
  refuseUnknownOptions('bulkRegistrationLines', options, ['parametersOf'])
  const { parametersOf = () => ({}) } = options
  requireFunction(parametersOf, 'parametersOf')
  const check = checkParameters(requireTemplate(template, ['bulk']))
  const fill = certificateParameter(template)
  const parametersFor = (device: Certificate | BulkParameters): BulkParameters => {
    if (!isCertificate(device)) return device
    if (fill !== undefined) return { ...parametersOf(device), ...fill(device) }
    throw new AdapterError('adapter-option', 'the template takes no certificates', {
      field: 'template',
      remedy: 'refer to a parameter in `CertificatePem` or `CertificateId`, or give maps of parameters',
    })
  }
  let line = 0
  for await (const device of devices) {
    line += 1
    if (typeof device !== 'object' || device === null) {
      throw refuseLine(line, 'devices', 'is no device', 'give certificates or maps of parameters')
    }
    const parameters = parametersFor(device)
    check(parameters, line)
    const text = `${JSON.stringify(parameters)}\n`
    if (Buffer.byteLength(text) > largestLine) {
      throw refuseLine(line, 'devices', 'has more than 262144 bytes', 'shorten the values of this device')
    }
    yield text
  }
}
