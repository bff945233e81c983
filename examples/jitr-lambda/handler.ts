import { IoTClient } from '@aws-sdk/client-iot'
import { createJitrHandler, type IotCalls, type JitrHandler, type JitrOutcome } from '@thingplan/aws-adapter'
import { createPacedClient } from '@thingplan/aws-adapter/pacing'
import { sensors } from './registration.js'

const log = ({ kind, certificateId, message }: JitrOutcome): void =>
  console.log(JSON.stringify({ kind, certificateId, message }))

/** The handler for any client: AWS IoT's in the Lambda, the emulator's in the demonstration. */
export const createHandler = (client: IotCalls, onOutcome: (outcome: JitrOutcome) => void = log): JitrHandler =>
  createJitrHandler({ registration: sensors, client, onOutcome })

/** The part of AWS IoT's quotas that a function takes; two run at once (template.yaml, `MaximumConcurrency`). */
export const share = 0.5

const client = createPacedClient(new IoTClient({}), { share })
const register = createHandler(client)

export const handler: JitrHandler = (event, context) => client.during(context, () => register(event, context))
