import {
  type AttachPolicyCommand,
  type DescribeCertificateCommand,
  type DescribeCertificateResponse,
  IoTClient,
} from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'
import type { IotCalls } from './iot-calls.js'

/** A client written by hand, for example one that logs each call: one signature per command, as the interface has. */
type ByHand = { send: IotCalls['send'] }

class CallsByHand {
  readonly sent: string[] = []
  readonly send: ByHand['send'] = (command: object): Promise<never> => {
    this.sent.push(command.constructor.name)
    return Promise.reject(new Error('not connected'))
  }
}

/** Only some of the calls: not a client for the adapter. */
class SomeCalls {
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: AttachPolicyCommand): Promise<unknown>
  send(command: object): Promise<unknown> {
    return Promise.resolve(command)
  }
}

const accepts = (_client: IotCalls): void => {}

accepts(new IoTClient({ region: 'eu-central-1' }))
accepts(new CallsByHand())
declare const emulator: Emulator
accepts(emulator.client)

// @ts-expect-error the other calls are missing
accepts(new SomeCalls())
// @ts-expect-error an answer must be promised
accepts({ send: () => ({}) })
