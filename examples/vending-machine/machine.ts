import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { IoTClient } from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import { createIotIssuer } from '@thingplan/aws-adapter/authority'
import { createDynamoDbDeviceStore } from '@thingplan/aws-adapter/dynamodb'
import {
  createSightingHandler,
  createVendingHandler,
  type DueReport,
  describeEndpoints,
  runDue,
  type SightingHandler,
  type SightingOutcome,
  type SweepReport,
  sweepOrphans,
  type VendingHandler,
  type VendingHandlerOutcome,
  writeOutcome,
} from '@thingplan/aws-adapter/vending'
import type { Account } from '@thingplan/core'
import { type DeviceStore, defineVending, type Vending } from '@thingplan/core/lifecycle'
import { pumps, serialNumberOf, subject } from './registration.js'

export interface MachineParts {
  readonly account: Account
  readonly iot: IoTClient
  readonly dynamoDb: DynamoDBClient
  readonly tableName: string
  /** Default: one line of JSON for each request, and for each connection that changed something. */
  readonly onOutcome?: (outcome: VendingHandlerOutcome | SightingOutcome) => void
}

export interface Machine {
  readonly vending: Vending
  readonly store: DeviceStore
  /** Answers devices. */
  readonly handler: VendingHandler
  /** Is told which devices have connected, and with which certificate. */
  readonly see: SightingHandler
  /** Does what is due, and clears away what interrupted workers have left. */
  readonly tidy: () => Promise<{ readonly due: DueReport; readonly sweep: SweepReport }>
}

const log = (outcome: VendingHandlerOutcome | SightingOutcome): void => {
  if (outcome.kind === 'ignored' || (outcome.kind === 'seen' && outcome.transitions.length === 0)) return
  console.log(writeOutcome(outcome))
}

/** The vending machine for any clients: AWS's in the Lambda, the emulator's and dynalite's on this machine. */
export const createMachine = ({ account, iot, dynamoDb, tableName, onOutcome = log }: MachineParts): Machine => {
  const vending = defineVending({ account, registration: pumps, issuer: 'aws-iot' })
  const { leaseMilliseconds } = vending
  const store = createDynamoDbDeviceStore({ client: dynamoDb, tableName })
  const driver = createIotDriver({ client: iot })
  const world = { vending, store, driver }
  return {
    vending,
    store,
    handler: createVendingHandler({
      ...world,
      issuer: createIotIssuer({ client: iot }),
      subject,
      // Nobody signs in: the token that is granted for a device is the only credential.
      ownsDevice: 'nobody',
      endpoints: () => describeEndpoints(iot),
      onOutcome,
    }),
    see: createSightingHandler({
      ...world,
      serialNumber: ({ clientId = '' }) => serialNumberOf(clientId),
      onOutcome,
    }),
    tidy: async () => ({
      due: await runDue(world),
      sweep: await sweepOrphans({ client: iot, store, leaseMilliseconds }),
    }),
  }
}
