import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb'

// The package has no types, and no ES module.
const startDynalite: (options: { readonly createTableMs: number }) => Server = createRequire(import.meta.url)(
  'dynalite',
)

export interface LocalDynamoDb {
  readonly client: DynamoDBClient
  /** Creates a table whose partition key is a text. */
  createTable(name: string, partitionKey: string): Promise<void>
  close(): Promise<void>
}

/** DynamoDB in this process, on a free port of 127.0.0.1; it forgets everything when it is closed. */
export const openDynamoDb = async (): Promise<LocalDynamoDb> => {
  const server = startDynalite({ createTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  return {
    client,
    createTable: async (TableName, AttributeName) => {
      await client.send(
        new CreateTableCommand({
          TableName,
          KeySchema: [{ AttributeName, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      )
      await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1 }, { TableName })
    },
    close: async () => {
      client.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
