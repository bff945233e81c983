import { type AttributeValue, GetItemCommand, type GetItemOutput, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateKeysAndCertificateCommand,
  type CreateKeysAndCertificateResponse,
  CreateThingCommand,
} from '@aws-sdk/client-iot'

/** The calls of the first vending machine. */
export interface FirstMachineCalls {
  send(command: AttachPolicyCommand): Promise<unknown>
  send(command: AttachThingPrincipalCommand): Promise<unknown>
  send(command: CreateKeysAndCertificateCommand): Promise<CreateKeysAndCertificateResponse>
  send(command: CreateThingCommand): Promise<unknown>
  send(command: GetItemCommand): Promise<GetItemOutput>
  send(command: UpdateItemCommand): Promise<unknown>
}

const tableOf = (
  serialNumber: string,
): { readonly TableName: string; readonly Key: Record<string, AttributeValue> } => ({
  TableName: 'deviceInfo',
  Key: { serialNumber: { S: serialNumber } },
})

/**
 * How the vending machine that people copy issues a certificate, rebuilt: it reads the table, compares the token, has AWS make a key and
 * an active certificate, attaches, writes down what it did, and fetches the root for every answer. It claims nothing, verifies
 * nothing, and what is interrupted stays behind.
 */
export const vendAsFirstMachine = async (
  body: string,
  client: FirstMachineCalls,
  fetchRoot: () => Promise<string>,
): Promise<string> => {
  const { serialNumber, deviceToken } = JSON.parse(body)
  const { Item } = await client.send(new GetItemCommand(tableOf(serialNumber)))
  if (Item?.['deviceToken']?.S !== deviceToken) throw new Error('no such device')
  const [created] = await Promise.all([
    client.send(new CreateKeysAndCertificateCommand({ setAsActive: true })),
    client.send(new CreateThingCommand({ thingName: serialNumber })),
  ])
  const { certificateArn = '', certificatePem, keyPair } = created
  await Promise.all([
    client.send(new AttachPolicyCommand({ policyName: 'pump', target: certificateArn })),
    client.send(new AttachThingPrincipalCommand({ thingName: serialNumber, principal: certificateArn })),
  ])
  const UpdateExpression = 'SET certinfo = :certificate'
  const ExpressionAttributeValues = { ':certificate': { S: certificateArn } }
  await client.send(new UpdateItemCommand({ ...tableOf(serialNumber), UpdateExpression, ExpressionAttributeValues }))
  return JSON.stringify({ certificatePem, keyPair, RootCA: await fetchRoot() })
}
