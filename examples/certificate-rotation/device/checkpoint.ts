/** The moments of an on-boarding in their order: a device can be cut off at each, and goes on where it was. */
export const checkpoints = [
  'connected',
  'request made',
  'listening for a certificate',
  'request sent',
  'certificate received',
  'certificate saved',
  'connected with the new certificate',
  'listening for a confirmation',
  'acknowledgement sent',
  'confirmation received',
  'confirmation saved',
] as const

export type Checkpoint = (typeof checkpoints)[number]

/** Is told of each moment; where it throws, the device is cut off. */
export type Reached = (checkpoint: Checkpoint) => void
