import type { Plan } from '@thingplan/core'

/** What has set a provisioning template to work. */
export type ProvisioningTrigger = 'jitp' | 'fleet' | 'register-thing' | 'registration-task'

interface Device {
  readonly trigger: ProvisioningTrigger
  /** Undefined where the template says that there is no such certificate yet, and there never was. */
  readonly certificateId: string | undefined
  /** Undefined for a template that has no name: of a CA, a RegisterThing call, or a registration task. */
  readonly templateName: string | undefined
}

/**
 * What a provisioning template has made of a device, or why it has not.
 *
 * AWS IoT tells the reason of a JITP failure to nobody but its logs; the certificate stays PENDING_ACTIVATION.
 */
export type ProvisioningEvent =
  | (Device & { readonly outcome: 'provisioned'; readonly plan: Plan })
  | (Device & {
      readonly outcome: 'failed'
      /** The code of a `ProvisioningError`, or the name of the exception that AWS IoT refuses a step with. */
      readonly code: string
      readonly message: string
      /** What to do about it, where that is known. */
      readonly remedy: string | undefined
    })
