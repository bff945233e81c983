const lapses = new WeakMap<object, number>()

/** Notes when a command must not be let go any more, in milliseconds since 1970: what it was decided on is too old then. */
export const noteLapse = (command: object, at: number): void => {
  lapses.set(command, at)
}

/** When a command must not be let go any more, where somebody has noted it. */
export const lapseOf = (command: object): number | undefined => lapses.get(command)
