import { RegisterThingCommand } from '@aws-sdk/client-iot'
import type { Bench } from './bench.js'

/** A template for one thing and one certificate that is registered, with more in it. */
export interface TemplateParts {
  readonly thing?: object
  readonly thingOverrides?: object
  readonly certificate?: object
  readonly beside?: object
}

/** What RegisterThing answers to a template: nothing that it made is left unnoted. */
export const registerByTemplate = async (bench: Bench, parts: TemplateParts): Promise<string> => {
  const ThingName = bench.name('thing')
  const { certificateId } = await bench.registeredDevice('device')
  await bench.note({ kind: 'thing', name: ThingName })
  const body = {
    Parameters: {},
    Resources: {
      thing: {
        Type: 'AWS::IoT::Thing',
        Properties: { ThingName, ...parts.thing },
        ...(parts.thingOverrides === undefined ? {} : { OverrideSettings: parts.thingOverrides }),
      },
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: certificateId, Status: 'INACTIVE', ...parts.certificate },
      },
    },
    ...parts.beside,
  }
  const command = new RegisterThingCommand({ templateBody: JSON.stringify(body), parameters: {} })
  return bench.answerTo(() => bench.client.send(command))
}
