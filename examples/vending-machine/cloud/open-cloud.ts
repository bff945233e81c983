import type { SightingOutcome, VendingHandlerOutcome } from '@thingplan/aws-adapter/vending'
import { createEmulator, type Emulator, type Endpoint } from '@thingplan/emulator'
import { createApp } from '../app.js'
import { listen } from '../listen.js'
import { createMachine, type Machine } from '../machine.js'
import { openDynamoDb } from './dynamodb.js'
import { reportConnections } from './report-connections.js'

export const account = { id: '123456789012', region: 'eu-central-1' } as const

export interface Cloud {
  readonly emulator: Emulator
  /** Where devices connect. */
  readonly endpoint: Endpoint
  /** Where they ask for certificates. */
  readonly url: string
  readonly machine: Machine
  close(): Promise<void>
}

/** AWS IoT, DynamoDB and the vending machine, on 127.0.0.1 and in this process. */
export const openCloud = async (
  onOutcome: (outcome: VendingHandlerOutcome | SightingOutcome) => void = () => undefined,
  port = 0,
): Promise<Cloud> => {
  const dynamoDb = await openDynamoDb()
  const tableName = 'devices'
  await dynamoDb.createTable(tableName, 'pk')
  // AWS's own pages do not say whether the subject of a request is kept; where it is not, the registration refuses the certificate.
  const provisioning = { requestSubject: 'keep' } as const
  const emulator = createEmulator({ accountId: account.id, region: account.region, provisioning })
  const machine = createMachine({ account, iot: emulator.client, dynamoDb: dynamoDb.client, tableName, onOutcome })
  const stop = reportConnections(emulator, machine.see)
  const endpoint = await emulator.listen()
  const server = await listen(createApp(machine.handler), port)
  return {
    emulator,
    endpoint,
    url: server.url,
    machine,
    close: async () => {
      await Promise.all([server.close(), endpoint.close()])
      await emulator.settled()
      stop()
      await dynamoDb.close()
    },
  }
}
