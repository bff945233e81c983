import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { jitpByCommonName } from '@thingplan/templates/provisioning'

/** Where the template is for: its ARNs are written out. */
export const account = { id: '123456789012', region: 'eu-central-1' } as const

/** What a device of the CA becomes at its first connection. AWS carries it out; everything here is tested offline. */
export const sensors: ProvisioningTemplate = jitpByCommonName({ account })
