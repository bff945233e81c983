import type { RegistrationConfig } from '@aws-sdk/client-iot'
import type { Bench } from './bench.js'

/**
 * A template that makes the thing `thing` of the check, and the certificate ACTIVE. What AWS puts for a parameter of the certificate is the
 * attribute `value` of the thing, and not its name: a name without the prefix of the run nobody may delete.
 */
export const jitpConfig = async (bench: Bench, parameter?: string): Promise<RegistrationConfig> => {
  const id = 'AWS::IoT::Certificate::Id'
  const ThingName = bench.name('thing')
  await bench.note({ kind: 'thing', name: ThingName })
  const parameters = parameter === undefined ? [id] : [id, parameter]
  const attributes = parameter === undefined ? {} : { AttributePayload: { value: { Ref: parameter } } }
  const templateBody = JSON.stringify({
    Parameters: Object.fromEntries(parameters.map((name) => [name, { Type: 'String' }])),
    Resources: {
      thing: { Type: 'AWS::IoT::Thing', Properties: { ThingName, ...attributes } },
      certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: id }, Status: 'ACTIVE' } },
    },
  })
  return { templateBody, ...(bench.roleArn === undefined ? {} : { roleArn: bench.roleArn }) }
}
