import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { IoTClient } from '@aws-sdk/client-iot'
import {
  type ClaimStore,
  createJitrHandler,
  type IotCalls,
  type JitrHandler,
  type JitrOutcome,
} from '@thingplan/aws-adapter'
import { createDynamoDbClaimStore } from '@thingplan/aws-adapter/dynamodb'
import { createPacedClient } from '@thingplan/aws-adapter/pacing'
import { sensors } from './registration.js'

const log = ({ kind, certificateId, message }: JitrOutcome): void =>
  console.log(JSON.stringify({ kind, certificateId, message }))

/** All messages of a batch: most of a long queue are repetitions, which wait for the claims and for no quota. */
export const concurrency = 10

export interface Surroundings {
  readonly onOutcome?: (outcome: JitrOutcome) => void
  /** Default: none, and only what comes to the same process is known to be a repetition. */
  readonly claims?: ClaimStore
}

/** The handler for any client: AWS IoT's in the Lambda, the emulator's in the demonstration. */
export const createHandler = (client: IotCalls, { onOutcome = log, claims }: Surroundings = {}): JitrHandler =>
  createJitrHandler({ registration: sensors, client, onOutcome, concurrency, ...(claims && { claims }) })

/** The part of AWS IoT's quotas that a function takes; two run at once (template.yaml, `MaximumConcurrency`). */
export const share = 0.5

const client = createPacedClient(new IoTClient({}), { share })
const tableName = process.env['CLAIM_TABLE']
const register = createHandler(
  client,
  tableName === undefined ? {} : { claims: createDynamoDbClaimStore({ client: new DynamoDBClient({}), tableName }) },
)

export const handler: JitrHandler = (event, context) => client.during(context, () => register(event, context))
