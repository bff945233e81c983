import type { Account, Driver, Step, StepContext, StepResult } from '@thingplan/core'
import type { IotCalls } from '../iot-calls.js'
import { driftOption } from '../options/drift-option.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../options/required-option.js'
import { type DeletionWaitOptions, readDeletionWaits } from './deletion-waits.js'
import { DriverMemory } from './driver-memory.js'
import type { IotWorld } from './iot-world.js'
import { performAddToThingGroup } from './steps/add-to-thing-group.js'
import { performAttachPolicy } from './steps/attach-policy.js'
import { performAttachThing } from './steps/attach-thing.js'
import { performDeleteCertificate } from './steps/delete-certificate.js'
import { performDeletePolicy } from './steps/delete-policy.js'
import { performDeleteThing } from './steps/delete-thing.js'
import { performDetachPolicy } from './steps/detach-policy.js'
import { performDetachThing } from './steps/detach-thing.js'
import { performEnsurePolicy } from './steps/ensure-policy.js'
import { performEnsureThing } from './steps/ensure-thing.js'
import { performRegisterCertificate } from './steps/register-certificate.js'
import { performRemoveFromThingGroup } from './steps/remove-from-thing-group.js'
import { performSetCertificateStatus } from './steps/set-certificate-status.js'
import { performSetThingOwner } from './steps/set-thing-owner.js'
import { performUpdateThing } from './steps/update-thing.js'
import { undoStep } from './undo-step.js'

export interface IotDriverOptions extends DeletionWaitOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: IotCalls
  /** The account and region that the client works in; plans for another are refused. Default: any. */
  readonly account?: Account
  /** Tells the age of a status that somebody has just seen. Default: the system's clock. */
  readonly clock?: () => Date
  /** How old, in milliseconds, a seen status may be to spare a DescribeCertificate: 0 to 60000. Default 5000. */
  readonly statusFreshnessMs?: number
  /**
   * What happens to a shared policy that exists with another document. `update` puts a new version in force for every
   * device that holds the policy, and needs CreatePolicyVersion, ListPolicyVersions and DeletePolicyVersion. Default `refuse`.
   */
  readonly onPolicyDrift?: 'refuse' | 'update'
}

const known: readonly (keyof IotDriverOptions)[] = [
  'client',
  'account',
  'clock',
  'statusFreshnessMs',
  'onPolicyDrift',
  'detachmentWaitMs',
  'policyDetachmentWaitMs',
  'sleep',
]

const perform = (step: Step, context: StepContext, world: IotWorld): Promise<StepResult> => {
  switch (step.kind) {
    case 'ensure-thing-type':
    case 'ensure-thing-group':
    case 'ensure-billing-group':
      return Promise.resolve({ outcome: 'assumed' })
    case 'ensure-thing':
      return performEnsureThing(step, context, world)
    case 'update-thing':
      return performUpdateThing(step, context, world)
    case 'set-thing-owner':
      return performSetThingOwner(step, context, world)
    case 'ensure-policy':
      return performEnsurePolicy(step, context, world)
    case 'attach-policy':
      return performAttachPolicy(step, context, world)
    case 'detach-policy':
      return performDetachPolicy(step, context, world)
    case 'attach-thing':
      return performAttachThing(step, context, world)
    case 'detach-thing':
      return performDetachThing(step, context, world)
    case 'add-to-thing-group':
      return performAddToThingGroup(step, context, world)
    case 'remove-from-thing-group':
      return performRemoveFromThingGroup(step, context, world)
    case 'register-certificate':
      return performRegisterCertificate(step, context, world)
    case 'set-certificate-status':
      return performSetCertificateStatus(step, context, world)
    case 'delete-certificate':
      return performDeleteCertificate(step, context, world)
    case 'delete-policy':
      return performDeletePolicy(step, context, world)
    case 'delete-thing':
      return performDeleteThing(step, context, world)
  }
}

/**
 * A driver that carries out steps on AWS IoT.
 *
 * It is optimistic: a thing type, a group or a compared policy is taken for granted, and made when AWS answers that it is
 * missing. Keep one driver for the life of a process, since it remembers what it has compared.
 *
 * @param options - `client` is required; the rest has defaults.
 * @returns A driver for `execute`.
 * @throws {AdapterError} `adapter-option` for an option that does not exist or has the wrong type or range.
 *
 * @example
 * ```ts
 * import { IoTClient } from '@aws-sdk/client-iot'
 * import { createIotDriver } from '@thingplan/aws-adapter'
 *
 * const client = new IoTClient({ region: 'eu-central-1' })
 * const driver = createIotDriver({ client, account: { id: '123456789012', region: 'eu-central-1' } })
 * driver.account // => { id: '123456789012', region: 'eu-central-1' }
 * ```
 */
export const createIotDriver = (options: IotDriverOptions): Driver => {
  refuseUnknownOptions('createIotDriver', options, known)
  const { client, account, clock = () => new Date() } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  const onPolicyDrift = driftOption(options.onPolicyDrift)
  const range = { fallback: 5_000, min: 0, max: 60_000 }
  const statusFreshnessMs = numberOption('statusFreshnessMs', options.statusFreshnessMs, range)
  const waits = readDeletionWaits(options)
  const world: IotWorld = { client, clock, memory: new DriverMemory(), statusFreshnessMs, onPolicyDrift, waits }
  return {
    account,
    perform: (step, context) => perform(step, context, world),
    undo: (step, context) => undoStep(step, context, world),
  }
}
