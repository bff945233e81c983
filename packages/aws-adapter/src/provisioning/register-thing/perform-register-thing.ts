import { RegisterThingCommand } from '@aws-sdk/client-iot'
import type { Plan, StepContext, StepResult } from '@thingplan/core'
import { observedCertificateStatus, readCertificateStatus } from '../../driver/certificate-status.js'
import type { IotWorld } from '../../driver/iot-world.js'
import { refuseStep } from '../../driver/step-failure.js'
import { checkThingOwner } from '../../driver/things/check-thing-owner.js'
import { readThing } from '../../driver/things/read-thing.js'
import { ensurePrerequisites } from './ensure-prerequisites.js'
import type { PlanOutline } from './outline-plan.js'
import { type RegisterThingBodyOptions, registerThingBody } from './register-thing-body.js'
import type { RegisterThingCalls } from './register-thing-calls.js'
import { isMissing, registerThingFailed } from './register-thing-failure.js'

/** What the one call has to work with. */
export interface RegisterThingWorld {
  readonly client: RegisterThingCalls
  readonly iot: IotWorld
  readonly ownership: 'refuse' | 'describe'
  /** What was found of the thing of a plan, by whoever performed the step that is about it. */
  readonly described: WeakMap<Plan, RegisterThingBodyOptions>
}

/** Refuses a certificate that is neither waiting nor active already. */
const checkStatus = async ({ activation }: PlanOutline, context: StepContext, world: IotWorld): Promise<void> => {
  const { certificateId, expects } = activation
  const current =
    observedCertificateStatus(certificateId, context, world) ??
    (await readCertificateStatus(certificateId, activation, world))
  if (current === 'ACTIVE' || expects.includes(current)) return
  const message = `the certificate is ${current}, not ${expects.join(' or ')} as the plan expects`
  throw refuseStep(activation, 'certificate-state-changed', message, {
    remedy: 'find out who has changed it, and decide anew; nothing activates it by itself',
  })
}

/** Looks whose thing it is, where the plan says that it is somebody's; one of another certificate is refused. */
export const describeThing = async (
  { thing }: PlanOutline,
  { plan }: StepContext,
  { iot, described }: RegisterThingWorld,
): Promise<StepResult> => {
  if (thing.ownership !== 'off') {
    const existing = await readThing(thing.thingName, thing, iot)
    if (existing !== undefined) await checkThingOwner(existing, thing, plan, iot)
    described.set(plan, { described: existing === undefined ? 'absent' : 'own' })
  }
  return { outcome: 'assumed' }
}

/**
 * Does the whole plan in one call, after a look at the certificate.
 *
 * A certificate that is ACTIVE already is registered all the same: that it is active says nothing of the thing.
 */
export const performRegisterThing = async (
  outline: PlanOutline,
  context: StepContext,
  world: RegisterThingWorld,
): Promise<StepResult> => {
  const { plan } = context
  const { activation, prerequisites } = outline
  await checkStatus(outline, context, world.iot)
  const { templateBody, parameters } = registerThingBody(plan, world.described.get(plan))
  const send = (): Promise<unknown> => world.client.send(new RegisterThingCommand({ templateBody, parameters }))
  try {
    await send().catch(async (error: unknown) => {
      if (!isMissing(error) || prerequisites.length === 0) throw error
      await ensurePrerequisites(prerequisites, world.iot)
      return send()
    })
  } catch (error) {
    throw error instanceof Error && error.name === 'StepError' ? error : registerThingFailed(activation, error)
  }
  return { outcome: 'done', repaired: plan.steps.map(({ id }) => id).filter((id) => id !== activation.id) }
}
