import { DescribeCertificateCommand, type DescribeCertificateResponse, IoTClient } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'
import type { IotCalls } from '../iot-calls.js'
import { createPacedClient } from './create-paced-client.js'

const accepts = (_client: IotCalls): void => {}

const client = new IoTClient({ region: 'eu-central-1' })
const paced = createPacedClient(client)
accepts(paced)
declare const emulator: Emulator
accepts(createPacedClient(emulator.client))
declare const byHand: IotCalls
accepts(createPacedClient(byHand))

export const answer: Promise<DescribeCertificateResponse> = paced.send(
  new DescribeCertificateCommand({ certificateId: 'x' }),
)

// @ts-expect-error a command is not its input
paced.send({ certificateId: 'x' })
// @ts-expect-error a client sends
createPacedClient({ receive: () => {} })
