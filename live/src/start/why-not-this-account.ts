import {
  CreateThingCommand,
  DeleteThingCommand,
  type IoTClient,
  ListCACertificatesCommand,
  ListCertificatesCommand,
} from '@aws-sdk/client-iot'
import { errorNameOf } from '../check/error-name.js'
import type { Ledger } from '../ledger/ledger.js'

/** An ARN of the account that the credentials belong to: of anything that is there, else of a thing that is made for it, and goes again. */
const anyArn = async (client: IoTClient, ledger: Ledger): Promise<string | undefined> => {
  const { certificates = [] } = await client.send(new ListCertificatesCommand({ pageSize: 1 }))
  const [certificate] = certificates
  if (certificate?.certificateArn !== undefined) return certificate.certificateArn
  const listed = await client.send(new ListCACertificatesCommand({ pageSize: 1 }))
  const [ca] = listed.certificates ?? []
  if (ca?.certificateArn !== undefined) return ca.certificateArn
  const thingName = `${ledger.prefix}-account`
  await ledger.note({ kind: 'thing', name: thingName })
  const { thingArn } = await client.send(new CreateThingCommand({ thingName }))
  // Where this is lost, the ledger has it.
  await client.send(new DeleteThingCommand({ thingName })).catch(() => undefined)
  return thingArn
}

/**
 * Compares the account of the credentials with the one that was named, by what AWS IoT itself says. Returns why nothing may be done there, if
 * there is a reason.
 */
export const whyNotThisAccount = async (client: IoTClient, ledger: Ledger): Promise<string | undefined> => {
  try {
    const [, , , region, accountId] = (await anyArn(client, ledger))?.split(':') ?? []
    if (accountId === ledger.accountId && region === ledger.region) return undefined
    const found =
      accountId === undefined ? 'AWS IoT does not say whose they are' : `they are of ${accountId} in ${region}`
    return `the credentials are not of account ${ledger.accountId} in ${ledger.region}: ${found}`
  } catch (error) {
    return `nobody can say which account the credentials are of (${errorNameOf(error)})`
  }
}
