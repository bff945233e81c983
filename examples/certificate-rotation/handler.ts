import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { IoTClient } from '@aws-sdk/client-iot'
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
import { KMSClient } from '@aws-sdk/client-kms'
import { createAuthorityIssuer } from '@thingplan/aws-adapter/authority'
import { createDynamoDbRotationStore } from '@thingplan/aws-adapter/dynamodb'
import { createKmsSigner } from '@thingplan/aws-adapter/kms'
import { openCertificateAuthority } from '@thingplan/pki'
import { createService, type Service } from './service.js'

const environment = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

/** The manufacturer's CA: its key stays in KMS. */
const openService = async (): Promise<Service> => {
  const signer = await createKmsSigner({ client: new KMSClient({}), keyId: environment('CA_KEY_ARN') })
  const authority = await openCertificateAuthority({ certificate: environment('CA_CERTIFICATE_PEM'), signer })
  return createService({
    account: { id: environment('ACCOUNT_ID'), region: environment('AWS_REGION') },
    iot: new IoTClient({}),
    data: new IoTDataPlaneClient({ endpoint: `https://${environment('DATA_ENDPOINT')}` }),
    issuer: createAuthorityIssuer({ authority }),
    store: createDynamoDbRotationStore({ client: new DynamoDBClient({}), tableName: environment('TABLE_NAME') }),
  })
}

let opening: Promise<Service> | undefined

/** Opened by the first invocation, and again by the next one where that has failed. */
const service = (): Promise<Service> => {
  opening ??= openService().catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

/** What AWS IoT says of certificates that have registered themselves. */
export const register: Service['register'] = async (event, context) => (await service()).register(event, context)

/** What devices say of their certificates. */
export const rotate: Service['rotate'] = async (event, context) => (await service()).rotate(event, context)

/** What is done every hour. */
export const tidy: Service['tidy'] = async () => (await service()).tidy()
