import { ListThingPrincipalsCommand } from '@aws-sdk/client-iot'
import type { DeleteThingStep, StepError } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep, refuseStep } from '../step-failure.js'
import type { OwnedThingStep } from './owner-stamp.js'

const nameOf = (principal: string): string => /:cert\/([0-9a-f]{64})$/.exec(principal)?.[1] ?? principal

/** What is attached to the thing: certificates by their ids, Cognito identities as they are. */
export const listThingPrincipals = async (
  step: OwnedThingStep | DeleteThingStep,
  { client }: IotWorld,
): Promise<readonly string[]> => {
  const { thingName } = step
  const principals: string[] = []
  let nextToken: string | undefined
  do {
    const command = new ListThingPrincipalsCommand({ thingName, ...(nextToken === undefined ? {} : { nextToken }) })
    const listed = await attempt('ListThingPrincipals', client.send(command))
    if (!listed.ok) throw failStep(step, listed.failure)
    principals.push(...(listed.answer.principals ?? []).map(nameOf))
    nextToken = listed.answer.nextToken
  } while (nextToken !== undefined)
  return principals
}

/** The refusal of a thing that another principal is attached to; names it. */
export const attachedToAnother = (step: OwnedThingStep, principal: string): StepError =>
  refuseStep(step, 'thing-owned-by-another', 'another principal is attached to the thing', {
    owner: principal,
    remedy: 'let `onIdentityConflict` replace the owner, detach it, or give the device another name',
  })
