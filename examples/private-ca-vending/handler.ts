import { ACMPCAClient } from '@aws-sdk/client-acm-pca'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { IoTClient } from '@aws-sdk/client-iot'
import { createAcmPcaIssuer } from '@thingplan/aws-adapter/acm-pca'
import { type SightingHandler, type VendingHandler, writeOutcome } from '@thingplan/aws-adapter/vending'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
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
  deviceTable: environment('DEVICE_TABLE'),
  ownerTable: environment('OWNER_TABLE'),
  issuer: createAcmPcaIssuer({
    client: new ACMPCAClient({}),
    certificateAuthorityArn: environment('CERTIFICATE_AUTHORITY_ARN'),
    signingAlgorithm: 'SHA256WITHECDSA',
    // Less than API Gateway waits, and than the lease of a claim.
    waitMs: 20_000,
  }),
  verifier: CognitoJwtVerifier.create({
    userPoolId: environment('USER_POOL_ID'),
    clientId: environment('CLIENT_ID'),
    tokenUse: 'access',
  }),
  onOutcome: (outcome) => console.log(writeOutcome(outcome)),
})

/** What API Gateway asks for people's apps. */
export const vend: VendingHandler['lambda'] = machine.handler.lambda

/** What AWS IoT tells of lamps that have connected. */
export const see: SightingHandler = machine.see

/** What is done every hour. */
export const tidy: Machine['tidy'] = machine.tidy
