import { DescribeThingCommand, ListThingPrincipalsCommand } from '@aws-sdk/client-iot'
import type { EnsureThingStep, Plan, Step, ThingOwnerAnswer } from '@thingplan/core'
import { asCertificateId, ownerAttribute } from '../../driver/things/owner-stamp.js'
import { callAws, callUnless } from '../../error/call-aws.js'
import type { HookCalls } from './hook-calls.js'

const isOwned = (step: Step): step is EnsureThingStep => step.kind === 'ensure-thing' && step.ownership !== 'off'

const listPrincipals = async (thingName: string, client: HookCalls): Promise<readonly (string | undefined)[]> => {
  const subject = { field: 'thingName', value: thingName }
  const principals: (string | undefined)[] = []
  let nextToken: string | undefined
  do {
    const command = new ListThingPrincipalsCommand({ thingName, ...(nextToken === undefined ? {} : { nextToken }) })
    const listed = await callAws('ListThingPrincipals', subject, () => client.send(command))
    principals.push(...(listed.principals ?? []).map((arn) => asCertificateId(/:cert\/(.*)$/.exec(arn)?.[1])))
    nextToken = listed.nextToken
  } while (nextToken !== undefined)
  return principals
}

/**
 * Whose thing it is that the device would become; `undefined` where there is none, or it is the certificate's own.
 *
 * A provisioning template stamps nothing unless it says so, so that whoever is attached counts where there is no stamp.
 *
 * @throws {CallError}
 */
export const findThingOwner = async (plan: Plan, client: HookCalls): Promise<ThingOwnerAnswer | undefined> => {
  const step = plan.steps.find(isOwned)
  if (step === undefined) return undefined
  const { thingName, ownership, certificateId } = step
  const subject = { field: 'thingName', value: thingName }
  const described = await callUnless('ResourceNotFoundException', 'DescribeThing', subject, () =>
    client.send(new DescribeThingCommand({ thingName })),
  )
  if (described === undefined) return undefined
  const stamp = ownership === 'stamp' ? described.attributes?.[ownerAttribute] : undefined
  if (stamp === certificateId) return undefined
  if (stamp !== undefined) return { thingName, certificateId: stamp }
  const principals = await listPrincipals(thingName, client)
  if (principals.includes(certificateId)) return undefined
  const owner = principals.find((principal) => principal !== undefined)
  // Something else than a certificate is attached: nobody's it is not.
  if (owner === undefined && principals.length > 0) return { thingName, certificateId: 'a Cognito identity' }
  return owner === undefined ? { thingName } : { thingName, certificateId: owner }
}
