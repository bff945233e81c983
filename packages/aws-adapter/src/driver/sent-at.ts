const moments = new WeakMap<object, number>()

/** Notes when a command was let go that had to wait for its turn, in milliseconds since 1970. */
export const noteSentAt = (command: object, at: number): void => {
  moments.set(command, at)
}

/**
 * When a command was let go, where somebody has noted it. What it is answered cannot be older, however long ago it was handed over: in front
 * of a quota calls wait for longer than a status is believed.
 */
export const sentAtOf = (command: object): number | undefined => moments.get(command)
