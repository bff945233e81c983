import type { RegistrationConfig } from '@aws-sdk/client-iot'
import type { Bench } from './bench.js'

/** A template that makes one thing and the certificate ACTIVE; names of things are parameters of the certificate, or text. */
export const jitpConfig = async (
  bench: Bench,
  thingName: string | { readonly Ref: string },
  parameters: readonly string[] = [],
): Promise<RegistrationConfig> => {
  const id = 'AWS::IoT::Certificate::Id'
  if (typeof thingName === 'string') await bench.note({ kind: 'thing', name: thingName })
  const templateBody = JSON.stringify({
    Parameters: Object.fromEntries([id, ...parameters].map((name) => [name, { Type: 'String' }])),
    Resources: {
      thing: { Type: 'AWS::IoT::Thing', Properties: { ThingName: thingName } },
      certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: id }, Status: 'ACTIVE' } },
    },
  })
  return { templateBody, ...(bench.roleArn === undefined ? {} : { roleArn: bench.roleArn }) }
}
