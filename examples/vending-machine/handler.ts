import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { IoTClient } from '@aws-sdk/client-iot'
import type { SightingHandler, VendingHandler } from '@thingplan/aws-adapter/vending'
import { createMachine, type Machine } from './machine.js'

const environment = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

const machine = createMachine({
  account: { id: environment('ACCOUNT_ID'), region: environment('AWS_REGION') },
  iot: new IoTClient({}),
  dynamoDb: new DynamoDBClient({}),
  tableName: environment('TABLE_NAME'),
})

/** What API Gateway asks for devices. */
export const vend: VendingHandler['lambda'] = machine.handler.lambda

/** What AWS IoT tells of devices that have connected. */
export const see: SightingHandler = machine.see

/** What is done every hour. */
export const tidy: Machine['tidy'] = machine.tidy
