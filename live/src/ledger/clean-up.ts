import {
  DeleteBillingGroupCommand,
  DeleteCACertificateCommand,
  DeleteCertificateCommand,
  DeletePolicyCommand,
  DeleteProvisioningTemplateCommand,
  DeleteThingCommand,
  DeleteThingGroupCommand,
  DescribeCertificateCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  type IoTClient,
  ListAttachedPoliciesCommand,
  ListPrincipalThingsCommand,
  UpdateCACertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { errorNameOf } from '../check/error-name.js'
import type { Ledger, LedgerStore } from './ledger.js'
import { type Sleep, untilDone } from './patience.js'
import { labelOf, type Resource } from './resource.js'

/** What could not be taken away, and why. */
export interface Leftover {
  readonly resource: string
  readonly awsError: string
}

/** Nothing registers by itself any more. */
const silence = (client: IoTClient, certificateId: string): Promise<unknown> =>
  client.send(
    new UpdateCACertificateCommand({
      certificateId,
      newStatus: 'INACTIVE',
      newAutoRegistrationStatus: 'DISABLE',
      removeAutoRegistration: true,
    }),
  )

/** Detaches what is still there: lists are a little old, and what they show may be gone, unlike the certificate itself. */
const detach = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (errorNameOf(error) !== 'ResourceNotFoundException') throw error
  }
}

/** AWS IoT API Reference, "DeleteCertificate": first INACTIVE, without policies and without things. */
const removeCertificate = async (client: IoTClient, certificateId: string): Promise<void> => {
  const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
  const { certificateArn: target = '', status } = certificateDescription ?? {}
  if (status === 'ACTIVE' || status === 'PENDING_ACTIVATION') {
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
  }
  const { policies = [] } = await client.send(new ListAttachedPoliciesCommand({ target }))
  for (const { policyName } of policies) {
    await detach(() => client.send(new DetachPolicyCommand({ policyName, target })))
  }
  const { things = [] } = await client.send(new ListPrincipalThingsCommand({ principal: target }))
  for (const thingName of things) {
    await detach(() => client.send(new DetachThingPrincipalCommand({ thingName, principal: target })))
  }
  await client.send(new DeleteCertificateCommand({ certificateId }))
}

const remove = (client: IoTClient, resource: Resource): Promise<unknown> => {
  switch (resource.kind) {
    case 'ca-certificate':
      return client.send(new DeleteCACertificateCommand({ certificateId: resource.id }))
    case 'certificate':
      return removeCertificate(client, resource.id)
    case 'thing':
      return client.send(new DeleteThingCommand({ thingName: resource.name }))
    case 'thing-group':
      return client.send(new DeleteThingGroupCommand({ thingGroupName: resource.name }))
    case 'billing-group':
      return client.send(new DeleteBillingGroupCommand({ billingGroupName: resource.name }))
    case 'template':
      return client.send(new DeleteProvisioningTemplateCommand({ templateName: resource.name }))
    case 'policy':
      return client.send(new DeletePolicyCommand({ policyName: resource.name }))
  }
}

/** What holds something comes before what it holds. */
const order: readonly Resource['kind'][] = [
  'certificate',
  'ca-certificate',
  'thing',
  'thing-group',
  'billing-group',
  'template',
  'policy',
]

/**
 * Takes everything of a ledger away, in the order that AWS demands, and the ledger with it where nothing is left. Never throws for what
 * AWS refuses.
 */
export const cleanUp = async (
  client: IoTClient,
  ledger: Ledger,
  { store, sleep }: { readonly store: LedgerStore; readonly sleep: Sleep },
): Promise<readonly Leftover[]> => {
  const leftovers: Leftover[] = []
  for (const resource of ledger.resources) {
    if (resource.kind === 'ca-certificate') await untilDone(() => silence(client, resource.id), sleep)
  }
  for (const kind of order) {
    // The youngest first: groups are below groups that were made before them.
    for (const resource of ledger.resources.filter((each) => each.kind === kind).reverse()) {
      const awsError = await untilDone(() => remove(client, resource), sleep)
      if (awsError !== undefined) leftovers.push({ resource: labelOf(resource), awsError })
    }
  }
  if (leftovers.length === 0) await store.remove(ledger.prefix)
  return leftovers
}
