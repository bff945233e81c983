import type { SightingHandler } from '@thingplan/aws-adapter/vending'
import type { Emulator } from '@thingplan/emulator'

/** Says who has connected, as AWS IoT does on $aws/events/presence/connected/<client id>; what it returns ends that. */
export const reportConnections = (emulator: Emulator, see: SightingHandler): (() => void) =>
  emulator.on('connection', async (event) => {
    if (event.kind !== 'accepted') return
    await see({ eventType: 'connected', clientId: event.clientId, principalIdentifier: event.certificateId })
  })
