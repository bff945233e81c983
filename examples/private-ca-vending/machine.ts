import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { IoTClient } from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import type { Issuer } from '@thingplan/aws-adapter/authority'
import { createDynamoDbDeviceStore } from '@thingplan/aws-adapter/dynamodb'
import {
  createSightingHandler,
  createVendingHandler,
  type DueReport,
  runDue,
  type SightingHandler,
  type SweepReport,
  sweepOrphans,
  type VendingHandler,
  type VendingHandlerOutcome,
} from '@thingplan/aws-adapter/vending'
import type { Account } from '@thingplan/core'
import { type DeviceStore, defineVending, type Vending } from '@thingplan/core/lifecycle'
import { authenticateBy, type TokenVerifier } from './authenticate.js'
import { createOwners, type Owners } from './owners.js'
import { lamps, serialNumberOf, subject } from './registration.js'

export interface MachineParts {
  readonly account: Account
  readonly iot: IoTClient
  readonly dynamoDb: DynamoDBClient
  readonly deviceTable: string
  readonly ownerTable: string
  /** A CA of one's own on this machine, AWS Private CA in the Lambda. */
  readonly issuer: Issuer
  readonly verifier: TokenVerifier
  readonly onOutcome: (outcome: VendingHandlerOutcome) => void
}

export interface Machine {
  readonly vending: Vending
  readonly store: DeviceStore
  readonly owners: Owners
  /** Answers people's apps. */
  readonly handler: VendingHandler
  /** Is told which lamps have connected, and with which certificate. */
  readonly see: SightingHandler
  /** Does what is due, and clears away what interrupted workers have left. */
  readonly tidy: () => Promise<{ readonly due: DueReport; readonly sweep: SweepReport }>
}

/** The vending machine for people who have signed in. */
export const createMachine = (parts: MachineParts): Machine => {
  const { account, iot, dynamoDb, deviceTable, ownerTable, issuer, verifier, onOutcome } = parts
  const world = {
    vending: defineVending({ account, registration: lamps, issuer: 'private-ca' }),
    store: createDynamoDbDeviceStore({ client: dynamoDb, tableName: deviceTable }),
    driver: createIotDriver({ client: iot }),
  }
  const owners = createOwners(dynamoDb, ownerTable)
  return {
    ...world,
    owners,
    handler: createVendingHandler({
      ...world,
      issuer,
      subject,
      authenticate: authenticateBy(verifier),
      ownsDevice: owners.owns,
      onOutcome,
    }),
    see: createSightingHandler({ ...world, serialNumber: ({ clientId = '' }) => serialNumberOf(clientId) }),
    tidy: async () => ({
      due: await runDue(world),
      sweep: await sweepOrphans({
        client: iot,
        store: world.store,
        leaseMilliseconds: world.vending.leaseMilliseconds,
      }),
    }),
  }
}
