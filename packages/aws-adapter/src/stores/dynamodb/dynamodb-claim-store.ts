import { randomUUID } from 'node:crypto'
import { type AttributeValue, DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { requireTableName } from '../../options/table-name.js'
import type { Claim, ClaimStore, SettledOutcome } from '../claim-store.js'
import { type ClaimTimes, readClaimTimes } from '../claim-times.js'
import { holds } from './conditional-write.js'
import type { DynamoDbCalls } from './dynamodb-calls.js'

export interface DynamoDbClaimStoreOptions extends ClaimTimes {
  /** A `DynamoDBClient`, or anything else that makes these calls. */
  readonly client: DynamoDbCalls
  /** A table whose partition key is the text `certificateId`, and whose time to live, if any, is on `expiresAt`. */
  readonly tableName: string
  /** Default: the system's clock. The clocks of the workers should agree within a second or so. */
  readonly clock?: () => Date
  /** Makes a token that no other worker makes. Default: a random UUID. */
  readonly token?: () => string
}

const known: readonly (keyof DynamoDbClaimStoreOptions)[] = [
  'client',
  'tableName',
  'clock',
  'token',
  'leaseMs',
  'settledMs',
  'rememberedMs',
]

const settledOutcomes: readonly SettledOutcome[] = ['registered', 'already-active', 'refused']

/** Whether an event says more than was known when its certificate was settled. */
const isNews = '(attribute_not_exists(settledAt) OR settledAt < :published OR rememberedUntil <= :now)'

const heldBy = (
  token: string,
): {
  readonly ConditionExpression: string
  readonly ExpressionAttributeNames: Record<string, string>
  readonly ExpressionAttributeValues: Record<string, AttributeValue>
} => ({
  ConditionExpression: '#token = :token',
  ExpressionAttributeNames: { '#token': 'token' },
  ExpressionAttributeValues: { ':token': { S: token } },
})

/**
 * A claim store in a DynamoDB table, for any number of workers.
 *
 * One item per certificate: `certificateId`, `until` (milliseconds since 1970), `expiresAt` (seconds, for the table's time
 * to live, which may delete an item days late and therefore decides nothing), and either `token`, or `outcome`, `settledAt` and
 * `rememberedUntil`.
 *
 * @param options - `client` and `tableName` are required; times in milliseconds, see `ClaimTimes`
 * @throws {AdapterError} `adapter-option`
 * @see Amazon DynamoDB Developer Guide, "Condition expressions"
 *
 * @example
 * ```ts
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { createDynamoDbClaimStore } from '@thingplan/aws-adapter/dynamodb'
 *
 * const client = new DynamoDBClient({ region: 'eu-central-1' })
 * const claims = createDynamoDbClaimStore({ client, tableName: 'registration-claims', leaseMs: 120_000 })
 * typeof claims.claim // => 'function'
 * ```
 */
export const createDynamoDbClaimStore = (options: DynamoDbClaimStoreOptions): ClaimStore => {
  refuseUnknownOptions('createDynamoDbClaimStore', options, known)
  const { client, tableName, clock = () => new Date(), token: newToken = randomUUID } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  requireFunction(newToken, 'token')
  requireTableName(tableName, 'tableName')
  const { leaseMs, settledMs, rememberedMs } = readClaimTimes(options)

  const item = (
    certificateId: string,
    until: number,
    rest: Record<string, AttributeValue>,
    kept: number = until,
  ): Record<string, AttributeValue> => ({
    certificateId: { S: certificateId },
    until: { N: String(until) },
    expiresAt: { N: String(Math.ceil(kept / 1000)) },
    ...rest,
  })

  const lookAtHolder = async (certificateId: string): Promise<Claim> => {
    const read = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { certificateId: { S: certificateId } }, ConsistentRead: true }),
    )
    const { outcome: stored } = read.Item ?? {}
    const outcome = settledOutcomes.find((known) => known === stored?.S)
    return outcome === undefined ? { state: 'held' } : { state: 'settled', outcome }
  }

  return {
    claim: async (certificateId, publishedAt) => {
      const now = clock().getTime()
      const token = newToken()
      const claimed = await holds(
        client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: item(certificateId, now + leaseMs, { token: { S: token } }),
            // Our own token: the SDK sent the put twice, because the first answer was lost.
            ConditionExpression: `attribute_not_exists(certificateId) OR #token = :token OR (#until <= :now AND ${isNews})`,
            ExpressionAttributeNames: { '#until': 'until', '#token': 'token' },
            ExpressionAttributeValues: {
              ':now': { N: String(now) },
              ':published': { N: String(publishedAt ?? now) },
              ':token': { S: token },
            },
          }),
        ),
      )
      return claimed ? { state: 'claimed', token } : lookAtHolder(certificateId)
    },
    settle: async (certificateId, token, outcome) => {
      const now = clock().getTime()
      const until = now + settledMs
      const rememberedUntil = now + Math.max(settledMs, rememberedMs)
      const settled = {
        outcome: { S: outcome },
        settledAt: { N: String(now) },
        rememberedUntil: { N: String(rememberedUntil) },
      }
      await holds(
        client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: item(certificateId, until, settled, rememberedUntil),
            ...heldBy(token),
          }),
        ),
      )
    },
    release: async (certificateId, token) => {
      const Key = { certificateId: { S: certificateId } }
      await holds(client.send(new DeleteItemCommand({ TableName: tableName, Key, ...heldBy(token) })))
    },
  }
}
