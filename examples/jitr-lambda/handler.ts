import { IoTClient } from '@aws-sdk/client-iot'
import { createJitrHandler, type IotCalls, type JitrHandler, type JitrOutcome } from '@thingplan/aws-adapter'
import { sensors } from './registration.js'

const log = ({ kind, certificateId, message }: JitrOutcome): void =>
  console.log(JSON.stringify({ kind, certificateId, message }))

/** The handler for any client: AWS IoT's in the Lambda, the emulator's in the demonstration. */
export const createHandler = (client: IotCalls, onOutcome: (outcome: JitrOutcome) => void = log): JitrHandler =>
  createJitrHandler({ registration: sensors, client, onOutcome })

export const handler: JitrHandler = createHandler(new IoTClient({}))
