import { createAuthorityIssuer, registerAuthority } from '@thingplan/aws-adapter/authority'
import type { VendingHandlerOutcome } from '@thingplan/aws-adapter/vending'
import { createEmulator, type Emulator, type Endpoint } from '@thingplan/emulator'
import { createKeyPair, createSigningAuthority, createWebCryptoSigner } from '@thingplan/pki'
import { createApp } from '../../vending-machine/app.js'
import { openDynamoDb } from '../../vending-machine/cloud/dynamodb.js'
import { account } from '../../vending-machine/cloud/open-cloud.js'
import { reportConnections } from '../../vending-machine/cloud/report-connections.js'
import { listen } from '../../vending-machine/listen.js'
import { createMachine, type Machine } from '../machine.js'
import { openUserPool, type UserPool } from './user-pool.js'

export interface Cloud {
  readonly emulator: Emulator
  /** Where lamps connect. */
  readonly endpoint: Endpoint
  /** Where people's apps ask for certificates. */
  readonly url: string
  readonly machine: Machine
  readonly userPool: UserPool
  close(): Promise<void>
}

/** AWS IoT with a CA of one's own, a user pool, DynamoDB and the vending machine, on 127.0.0.1 and in this process. */
export const openCloud = async (
  onOutcome: (outcome: VendingHandlerOutcome) => void = () => undefined,
): Promise<Cloud> => {
  const dynamoDb = await openDynamoDb()
  await dynamoDb.createTable('devices', 'pk')
  await dynamoDb.createTable('owners', 'serialNumber')
  const userPool = await openUserPool()
  const emulator = createEmulator({ accountId: account.id, region: account.region })
  const signer = await createWebCryptoSigner(await createKeyPair('EC-P256', { exportable: false }))
  const authority = await createSigningAuthority({ signer, subject: { O: 'Acme Lamps', CN: 'Acme Lamps CA' } })
  // Its certificates are registered by the vending machine, and by nobody's first connection.
  await registerAuthority({ ...authority, client: emulator.client, autoRegistration: false })
  const machine = createMachine({
    account,
    iot: emulator.client,
    dynamoDb: dynamoDb.client,
    deviceTable: 'devices',
    ownerTable: 'owners',
    issuer: createAuthorityIssuer({ authority }),
    verifier: userPool.verifier,
    onOutcome,
  })
  const stop = reportConnections(emulator, machine.see)
  const endpoint = await emulator.listen()
  const server = await listen(createApp(machine.handler))
  return {
    emulator,
    endpoint,
    url: server.url,
    machine,
    userPool,
    close: async () => {
      await Promise.all([server.close(), endpoint.close()])
      await emulator.settled()
      stop()
      await dynamoDb.close()
    },
  }
}
