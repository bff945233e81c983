import type { ConnectionEvent } from '@thingplan/emulator'

/** What a device did, for the person who watches; nothing of what does not matter here. */
export const sentenceOf = (event: ConnectionEvent): string | undefined => {
  switch (event.kind) {
    case 'accepted':
      return `${event.clientId} is connected`
    case 'refused':
      return event.reason === 'certificate-registered'
        ? `${event.clientId} is not let in: its certificate is new, and is registered`
        : `${event.clientId} is not let in: ${event.reason.replaceAll('-', ' ')}`
    case 'published':
      return `${event.clientId} published ${event.bytes} bytes to ${event.topic}`
    case 'denied':
      return `${event.clientId} may not ${event.action} on ${event.topic}`
    default:
      return undefined
  }
}
