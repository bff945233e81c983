/** What a command of the SDK looks like from outside. */
export interface Command {
  readonly input: object
}

export interface CallCount {
  readonly calls: number
  /** Round trips that had to wait for one another: calls that are on their way together are one. */
  readonly depth: number
}

export interface CountingClient<Answer> {
  send(command: Command): Promise<Answer>
  /** What was sent since the last time. */
  take(): CallCount
}

/** How long calls gather before all of them are answered; longer than any computation between two calls. */
const roundTripMs = 25

/** A client that counts calls, and answers all that are on their way at the same moment, as one round trip. */
export const countCalls = <Answer>(answer: (input: object) => Answer): CountingClient<Answer> => {
  let calls = 0
  let depth = 0
  let onTheirWay: (() => void)[] = []
  const arrive = (): void => {
    const arrived = onTheirWay
    onTheirWay = []
    depth += 1
    for (const settle of arrived) settle()
  }
  return {
    send: ({ input }) =>
      new Promise((resolve) => {
        calls += 1
        if (onTheirWay.length === 0) setTimeout(arrive, roundTripMs)
        onTheirWay.push(() => resolve(answer(input)))
      }),
    take: () => {
      const count = { calls, depth }
      calls = 0
      depth = 0
      return count
    },
  }
}
