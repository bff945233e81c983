import type { Plan } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import type { ProvisioningTrigger } from '../event/provisioning-event.js'
import type { World } from '../world.js'
import { applyPlan } from './apply-plan.js'
import { type DeviceInputs, planDevice } from './plan-device.js'
import { failureOf } from './provisioning-failure.js'

/** Which device is provisioned, for those who watch. */
export interface ProvisioningSubject {
  readonly trigger: ProvisioningTrigger
  readonly certificateId: string | undefined
  readonly templateName: string | undefined
}

/** Plans what a template makes of a device, carries it out at once, and says so. */
export const provisionDevice = (
  world: World,
  subject: ProvisioningSubject,
  template: ProvisioningTemplate,
  device: DeviceInputs,
): Plan => {
  const plan = planDevice(world, template, device)
  applyPlan(world, plan)
  const { certificateId } = plan
  world.events.emit('provisioning', { ...subject, certificateId, outcome: 'provisioned', plan })
  return plan
}

/** Says why a device was not provisioned. */
export const reportFailure = (world: World, subject: ProvisioningSubject, error: unknown): void =>
  world.events.emit('provisioning', { ...subject, outcome: 'failed', ...failureOf(error) })
